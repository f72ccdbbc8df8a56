import { createHash } from 'node:crypto';

import { holdsPlaceholder, SecretValue } from '../../core/secret-value';
import type { ButaneConfig } from '../butane/config';
import type { Transpiled } from '../butane/transpiled';
import { butaneText } from './butane-text';
import type { Reveal } from '../entries/content';
import type { MachineEntries } from '../entries/entries';
import { configOf } from '../entries/entries-config';
import type { LastTranspiled } from './last-transpiled';
import { transpileOnce } from './last-transpiled';
import type { MachineOs } from './machine-os';
import type { PlatformLimit } from './platform';
import { sizeFor } from './platform';

/** A layer of a config: the entries of one part, in files of its name. */
export interface Layer {
  readonly name: string;
  readonly entries: MachineEntries;
}

/** The source of a machine's files. */
export interface MachineSource {
  readonly host: string;
  readonly os: MachineOs;
  /** The entries of the config itself. */
  readonly entries: MachineEntries;
  /** The layers that it merges, in order; empty for a flat config. */
  readonly layers: readonly Layer[];
  /** The URL of the config; undefined when the machine gets it directly. */
  readonly pointer: string | undefined;
  /** The size limit of the platform; undefined when there is none. */
  readonly limit: PlatformLimit | undefined;
  /** The results of transpiling its configs so far. */
  readonly transpiled: LastTranspiled;
}

/** Names of a machine's configs. Those of layers have a prefix. */
const WHOLE = 'whole';
const FLAT = 'flat';
const POINTER = 'pointer';
const layerName = ({ name }: Layer): string => `layer ${name}`;

/** A config with placeholders for secrets. */
export interface Shown {
  /** The entries of the config. */
  readonly entries: MachineEntries;
  /** The result of transpiling it. */
  readonly transpiled: Transpiled;
}

/** The texts that a machine's files hold. */
export class MachineOutput {
  public constructor(private readonly source: MachineSource) {}

  /** The Butane text of the config. */
  public butane(): string | SecretValue {
    const { os, entries, layers } = this.source;
    const merge = layers.map(({ name }) => ({ local: `${name}.ign` }));
    return withSecrets(
      (reveal) => configOf(entries, os, reveal, merge),
      (config) => butaneText(config, this.comment()),
    );
  }

  /** The Ignition text of the config. */
  public ignition(): string | SecretValue {
    const text = withSecrets(
      (reveal, isShown) => this.config(reveal, isShown),
      (config, isShown) => this.ignitionText(config, isShown, WHOLE),
    );
    return this.source.pointer === undefined ? this.limited(text) : text;
  }

  /** The Butane text of a layer. */
  public layerButane({ name, entries }: Layer): string | SecretValue {
    return withSecrets(
      (reveal) => configOf(entries, this.source.os, reveal),
      (config) => butaneText(config, this.comment(name)),
    );
  }

  /** The Ignition text of a layer. */
  public layerIgnition(layer: Layer): string | SecretValue {
    return withSecrets(
      (reveal) => configOf(layer.entries, this.source.os, reveal),
      (config, isShown) => this.ignitionText(config, isShown, layerName(layer)),
    );
  }

  /** The Butane text of the small config that points to the other one. */
  public pointerButane(): string | SecretValue {
    return withSecrets(
      (reveal, isShown) => this.config(reveal, isShown),
      (config, isShown) => butaneText(this.pointerTo(config, isShown), this.comment('pointer')),
    );
  }

  /** The Ignition text of the small config that points to the other one. */
  public pointerIgnition(): string | SecretValue {
    const text = withSecrets(
      (reveal, isShown) => this.config(reveal, isShown),
      (config, isShown) => this.ignitionText(this.pointerTo(config, isShown), isShown, POINTER),
    );
    return this.limited(text);
  }

  /** The config with placeholders for secrets. */
  public shownConfig(): ButaneConfig {
    return this.config(({ placeholder }) => placeholder, true);
  }

  /** The results of transpiling it and its layers, with the findings of the transpiler: the layers first. */
  public shown(): readonly Shown[] {
    const { os, entries, layers, transpiled } = this.source;
    const shown = ({ placeholder }: SecretValue): string => placeholder;
    return [
      ...layers.map((layer) => {
        const config = configOf(layer.entries, os, shown);
        return { entries: layer.entries, transpiled: transpiled.of(layerName(layer), config) };
      }),
      { entries, transpiled: transpiled.of(WHOLE, this.shownConfig()) },
    ];
  }

  /** Like `shown`, with all entries in one config, whatever the form. */
  public shownFlat(entries: MachineEntries): Shown {
    const config = configOf(entries, this.source.os, ({ placeholder }) => placeholder);
    return { entries, transpiled: this.source.transpiled.of(FLAT, config) };
  }

  /** The result of transpiling the small config. */
  public shownPointer(): Transpiled {
    return this.source.transpiled.of(POINTER, this.pointerTo(this.shownConfig(), true));
  }

  /** The length of a secret, and so of the text, is only known when it is resolved. */
  private limited(text: string | SecretValue): string | SecretValue {
    const { limit } = this.source;
    if (limit?.hard !== true || !SecretValue.isSecretValue(text)) return text;
    return text.checked((value) =>
      sizeFor(limit, value) > limit.bytes
        ? `at most ${limit.bytes} bytes of config; \`pointer\` passes on larger configs`
        : undefined,
    );
  }

  private config(reveal: Reveal, isShown: boolean): ButaneConfig {
    const { os, entries, layers } = this.source;
    const merge = layers.map((layer) => ({
      inline: this.ignitionText(configOf(layer.entries, os, reveal), isShown, layerName(layer)),
    }));
    return configOf(entries, os, reveal, merge);
  }

  /**
   * The Ignition text of a config. Empty when the config is refused: the check of the machine reports why, and
   * nothing is written.
   *
   * @param isShown Whether it holds placeholders in place of secrets.
   */
  private ignitionText(config: ButaneConfig, isShown: boolean, name: string): string {
    const { json } = isShown ? this.source.transpiled.of(name, config) : transpileOnce(config);
    return json ?? '';
  }

  private pointerTo(config: ButaneConfig, isShown: boolean): ButaneConfig {
    const { os, pointer = '' } = this.source;
    const hash = createHash('sha512')
      .update(this.ignitionText(config, isShown, WHOLE))
      .digest('hex');
    const replace = { source: pointer, verification: { hash: `sha512-${hash}` } };
    return { variant: os.variant, version: os.butane, ignition: { config: { replace } } } as ButaneConfig;
  }

  private comment(what?: string): string {
    const { host, os } = this.source;
    return `${what === undefined ? host : `${host}, ${what}`}: ${os.toString()}. Written by kvorum: change the program.`;
  }
}

/**
 * A text that may hold secrets. If so, it is a secret itself, whose placeholder shows everything else.
 *
 * Secrets are distinguished by the order in which they are requested, which is always the same: two from the
 * program's own text look alike.
 *
 * @param make Builds the config. Its argument says whether it holds placeholders in place of secrets.
 * @param write Renders the config as text.
 */
function withSecrets(
  make: (reveal: Reveal, isShown: boolean) => ButaneConfig,
  write: (config: ButaneConfig, isShown: boolean) => string,
): string | SecretValue {
  const secrets: SecretValue[] = [];
  const config = make((secret) => {
    secrets.push(secret);
    return secret.placeholder;
  }, true);
  if (secrets.length === 0) return write(config, true);
  return SecretValue.combine(secrets, (values) => {
    if (values.every((value, i) => value === secrets[i]?.placeholder)) return shown(write(config, true), values);
    let next = 0;
    return shown(
      write(
        make(() => values[next++] ?? '', false),
        false,
      ),
      values,
    );
  });
}

/** In JSON and in data URLs a placeholder is escaped, and could not be distinguished from other text. */
function shown(text: string, values: readonly string[]): string {
  return values.filter(holdsPlaceholder).reduce((result, value) => {
    const inJson = JSON.stringify(value).slice(1, -1).replace(/</g, '\\u003c').replace(/>/g, '\\u003e');
    const inUrl = encodeURIComponent(value);
    return result.split(inJson).join(value).split(inUrl).join(value);
  }, text);
}
