import { createHash } from 'node:crypto';

import { holdsPlaceholder, SecretValue } from '../../core/secret-value';
import type { ButaneConfig } from '../butane/config';
import { transpile } from '../butane/transpile';
import type { Transpiled } from '../butane/transpiled';
import { butaneText } from './butane-text';
import type { Reveal } from '../entries/content';
import type { MachineEntries } from '../entries/entries';
import { configOf } from '../entries/entries-config';
import type { MachineOs } from './machine-os';
import type { PlatformLimit } from './platform';
import { sizeFor } from './platform';

/** A layer of a config: the entries of one part, in files of its name. */
export interface Layer {
  readonly name: string;
  readonly entries: MachineEntries;
}

/** What a machine is made of. */
export interface MachineSource {
  readonly host: string;
  readonly os: MachineOs;
  /** What stands in the config itself. */
  readonly entries: MachineEntries;
  /** What it merges, in order; empty for a flat config. */
  readonly layers: readonly Layer[];
  /** Where the config will lie; undefined when the machine gets it directly. */
  readonly pointer: string | undefined;
  /** How much the platform hands over; undefined when that is no matter. */
  readonly limit: PlatformLimit | undefined;
}

/** A config with placeholders for secrets. */
export interface Shown {
  /** What it is made of. */
  readonly entries: MachineEntries;
  /** What becomes of it. */
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
    const text = withSecrets((reveal) => this.config(reveal), ignitionText);
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
  public layerIgnition({ entries }: Layer): string | SecretValue {
    return withSecrets((reveal) => configOf(entries, this.source.os, reveal), ignitionText);
  }

  /** The Butane text of the small config that names where the other one lies. */
  public pointerButane(): string | SecretValue {
    return withSecrets(
      (reveal) => this.config(reveal),
      (config) => butaneText(this.pointerTo(config), this.comment('pointer')),
    );
  }

  /** The Ignition text of the small config that names where the other one lies. */
  public pointerIgnition(): string | SecretValue {
    const text = withSecrets(
      (reveal) => this.config(reveal),
      (config) => ignitionText(this.pointerTo(config)),
    );
    return this.limited(text);
  }

  /** The config with placeholders for secrets. */
  public shownConfig(): ButaneConfig {
    return this.config((secret) => secret.placeholder);
  }

  /** What becomes of it and of its layers, and what the transpiler has to say: the layers first. */
  public shown(): readonly Shown[] {
    const { os, entries, layers } = this.source;
    const shown = ({ placeholder }: SecretValue): string => placeholder;
    return [
      ...layers.map((layer) => {
        const transpiled = transpile(configOf(layer.entries, os, shown), NEVER_COMPRESSED);
        return { entries: layer.entries, transpiled };
      }),
      { entries, transpiled: transpile(this.shownConfig(), NEVER_COMPRESSED) },
    ];
  }

  /** The same of all entries in one config, whatever the form. */
  public shownFlat(entries: MachineEntries): Shown {
    const config = configOf(entries, this.source.os, ({ placeholder }) => placeholder);
    return { entries, transpiled: transpile(config, NEVER_COMPRESSED) };
  }

  /** What becomes of the small config. */
  public shownPointer(): Transpiled {
    return transpile(this.pointerTo(this.shownConfig()), NEVER_COMPRESSED);
  }

  /** How long a secret is, and the text with it, is known only when it is resolved. */
  private limited(text: string | SecretValue): string | SecretValue {
    const { limit } = this.source;
    if (limit?.hard !== true || !SecretValue.isSecretValue(text)) return text;
    return text.checked((value) =>
      sizeFor(limit, value) > limit.bytes
        ? `at most ${limit.bytes} bytes of config; \`pointer\` is the way to hand over more`
        : undefined,
    );
  }

  private config(reveal: Reveal): ButaneConfig {
    const { os, entries, layers } = this.source;
    const merge = layers.map((layer) => ({ inline: ignitionText(configOf(layer.entries, os, reveal)) }));
    return configOf(entries, os, reveal, merge);
  }

  private pointerTo(config: ButaneConfig): ButaneConfig {
    const { os, pointer = '' } = this.source;
    const hash = createHash('sha512').update(ignitionText(config)).digest('hex');
    const replace = { source: pointer, verification: { hash: `sha512-${hash}` } };
    return { variant: os.variant, version: os.butane, ignition: { config: { replace } } } as ButaneConfig;
  }

  private comment(what?: string): string {
    const { host, os } = this.source;
    return `${what === undefined ? host : `${host}, ${what}`}: ${os.toString()}. Written by kvorum: change the program.`;
  }
}

// What zlib makes changes with the versions of Node.
const NEVER_COMPRESSED = { compress: 'never' } as const;

/** Empty where the config is refused: the check of the machine says why, and nothing is written. */
function ignitionText(config: ButaneConfig): string {
  return transpile(config, NEVER_COMPRESSED).json ?? '';
}

/**
 * A text that may hold secrets: then it is one itself, whose placeholder shows everything but them.
 *
 * Secrets are told apart by the order in which they are asked for, which is the same each time: two that come from the
 * program's own text look alike.
 *
 * @param make Makes the config.
 * @param write Makes the text of it.
 */
function withSecrets(
  make: (reveal: Reveal) => ButaneConfig,
  write: (config: ButaneConfig) => string,
): string | SecretValue {
  const secrets: SecretValue[] = [];
  const config = make((secret) => {
    secrets.push(secret);
    return secret.placeholder;
  });
  if (secrets.length === 0) return write(config);
  return SecretValue.combine(secrets, (values) => {
    let next = 0;
    return shown(write(make(() => values[next++] ?? '')), values);
  });
}

/** In JSON and in data URLs a placeholder is escaped, and could not be told from other text. */
function shown(text: string, values: readonly string[]): string {
  return values.filter(holdsPlaceholder).reduce((result, value) => {
    const inJson = JSON.stringify(value).slice(1, -1).replace(/</g, '\\u003c').replace(/>/g, '\\u003e');
    const inUrl = encodeURIComponent(value);
    return result.split(inJson).join(value).split(inUrl).join(value);
  }, text);
}
