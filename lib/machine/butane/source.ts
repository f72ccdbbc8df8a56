import { decodeLoosely, decodeText } from '../../yaml/bytes';
import { YamlFault } from '../../yaml/fault';
import { LineMap } from '../../yaml/line-map';
import type { RawNode } from '../../yaml/node';
import { RawMap } from '../../yaml/node';
import { parseYaml } from '../../yaml/parser';
import type { Path } from '../report/path';
import { pathText } from '../report/path';
import type { FoundInText } from '../report/report-of';
import type { ReportRule } from '../report/rule';
import type { DialectStruct } from '../schema/dialect-struct';
import { commonStruct, rootStruct } from '../schema/dialect-struct';
import type { Dialect } from '../schema/versions';
import { dialectOf, KNOWN_VERSIONS } from '../schema/versions';
import { parseSemver } from '../syntax/semver';
import type { ConfigObject } from '../value';
import { textOf } from '../value';
import { DecodeFailure, Decoder } from './decode';
import * as rules from './rules-of-reading';
import { readTyped } from './typed-source';

/** A Butane config, read. */
export interface ButaneSource {
  readonly text: string;
  /** The given text; empty for an object of a program. */
  readonly given: string | Uint8Array;
  readonly root: RawNode | undefined;
  readonly dialect: Dialect;
  readonly config: ConfigObject;
  /** Whether there may be keys that the version does not have. */
  readonly isOdd: boolean;
  /** Whether it is an object of a program, and not a text. */
  readonly isTyped: boolean;
  /** The places of numbers whose fraction is dropped. */
  readonly cut: readonly number[];
  /** The offsets of further documents, which are not read. */
  readonly rest: number | undefined;
}

/** Why something is not a config. */
export class Unread extends Error {
  /**
   * @param message The message of butane.
   * @param found The same faults, each with its place.
   * @param text The text.
   * @param root The part that was read.
   */
  public constructor(
    message: string,
    public readonly found: readonly FoundInText[],
    public readonly text: string,
    public readonly root?: RawNode,
  ) {
    super(message);
  }
}

const REMOVED =
  'rhcos variant has been removed; use openshift variant instead: https://coreos.github.io/butane/upgrading-openshift/';

/**
 * Reads a Butane config.
 *
 * @throws Unread
 */
export function readSource(input: string | Uint8Array | object): ButaneSource {
  if (typeof input === 'string' || input instanceof Uint8Array) return readText(input);
  const { root, pathAt, found } = readTyped(input);
  const reader = new SourceReader(root, '', (number) => pathText(pathAt(number)), pathAt);
  if (found.length > 0) throw new Unread('the config holds what no config holds', found, '');
  return { ...reader.read(), given: '', isTyped: true, rest: undefined };
}

function readText(input: string | Uint8Array): ButaneSource {
  let text = '';
  try {
    text = decodeText(input);
    const { root, rest } = parseYaml(text, { dialect: 'v3' });
    const lines = new LineMap(text);
    const reader = new SourceReader(root, text, (offset) => `line ${lines.lineOf(offset)}`);
    return { ...reader.read(), given: input, isTyped: false, rest };
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    const shown = text === '' && typeof input !== 'string' ? decodeLoosely(input) : text;
    const line = new LineMap(shown).lineOf(e.offset);
    const found = [{ rule: rules.BAD_YAML, path: [], message: e.message, offset: e.offset }];
    throw new Unread(`Error unmarshaling yaml: yaml: line ${line}: ${e.message}`, found, shown);
  }
}

class SourceReader {
  public constructor(
    private readonly root: RawNode | undefined,
    private readonly text: string,
    private readonly placeOf: (offset: number) => string,
    private readonly pathAt?: (number: number) => Path,
  ) {}

  public read(): Omit<ButaneSource, 'given' | 'isTyped' | 'rest'> {
    const { root, text } = this;
    const { config: common } = this.decode(commonStruct(), 'Error unmarshaling yaml: ');
    const dialect = this.dialect(common);
    const { config, decoder } = this.decode(rootStruct(dialect), '');
    return { text, root, dialect, config, isOdd: decoder.isOdd, cut: decoder.cut.map(({ start }) => start) };
  }

  private dialect(common: ConfigObject): Dialect {
    const variant = textOf(common, 'variant') ?? '';
    if (variant === '') return this.fail(rules.NO_VARIANT, [], rules.NO_VARIANT.message);
    const version = parseSemver(textOf(common, 'version') ?? '');
    if (version === undefined) return this.fail(rules.BAD_VERSION, ['version'], rules.BAD_VERSION.message);
    const dialect = dialectOf(variant, version);
    if (dialect !== undefined) return dialect;
    const isRemoved = variant === 'rhcos' && version === '0.1.0';
    const message = isRemoved ? REMOVED : `No translator exists for variant ${variant} with version ${version}`;
    return this.fail(rules.UNKNOWN_DIALECT, ['version'], message, `${message}; there are ${KNOWN_VERSIONS}`);
  }

  private fail(rule: ReportRule, path: Path, failure: string, message = failure): never {
    throw new Unread(failure, [{ rule, path, message }], this.text, this.pathAt === undefined ? this.root : undefined);
  }

  private decode(struct: DialectStruct, prefix: string): { readonly config: ConfigObject; readonly decoder: Decoder } {
    const { pathAt } = this;
    const decoder = new Decoder(this.placeOf);
    // A text without anything is a config without anything.
    const node = this.root ?? new RawMap(false, '', false, 0, 0);
    let config: ConfigObject;
    try {
      config = decoder.root(node, struct);
    } catch (e) {
      if (!(e instanceof DecodeFailure)) throw e;
      return this.fail(rules.BAD_DOCUMENT, [], `${prefix}yaml: ${e.message}`, e.message);
    }
    if (decoder.errors.length === 0) return { config, decoder };
    const errors = decoder.errors.map(({ message, offset }) => `\n  ${this.placeOf(offset)}: ${message}`);
    const found = decoder.errors.map(({ message, offset, isRepeatedKey }): FoundInText => {
      const rule = isRepeatedKey ? rules.REPEATED_KEY : rules.WRONG_TYPE;
      return pathAt === undefined ? { rule, path: [], message, offset } : { rule, path: pathAt(offset), message };
    });
    throw new Unread(
      `${prefix}yaml: unmarshal errors:${errors.join('')}`,
      found,
      this.text,
      this.pathAt === undefined ? this.root : undefined,
    );
  }
}
