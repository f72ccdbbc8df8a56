import { decodeText } from '../../yaml/bytes';
import { YamlFault } from '../../yaml/fault';
import { LineMap } from '../../yaml/line-map';
import type { RawDocument, RawNode, RawScalar } from '../../yaml/node';
import { RawMap } from '../../yaml/node';
import { parseYaml } from '../../yaml/parser';
import type { Field } from '../schema/field';
import { text } from '../schema/field';
import type { Shape } from '../schema/shape';
import { rootShape } from '../schema/shape';
import type { Dialect } from '../schema/versions';
import { dialectOf, OTHER_VARIANTS } from '../schema/versions';
import { parseSemver } from '../syntax/semver';
import type { ConfigObject } from '../value';
import { textOf } from '../value';
import { DecodeFailure, Decoder } from './decode';

/** A Butane config, read. */
export interface ButaneSource {
  readonly text: string;
  readonly root: RawNode | undefined;
  readonly dialect: Dialect;
  readonly config: ConfigObject;
  /** Whether there may be keys that the version does not have. */
  readonly isOdd: boolean;
  /** Numbers whose fraction is dropped. */
  readonly cut: readonly RawScalar[];
  /** Where the documents begin that nobody reads. */
  readonly rest: number | undefined;
}

/** Why a text is no config. */
export interface Unread {
  readonly failure: string;
  readonly text: string;
}

// What every version has: it says how to read the rest.
const COMMON: readonly Field[] = [text('version'), text('variant')];
const COMMON_SHAPE: Shape = {
  ...rootShapeOfCommon(),
};

function rootShapeOfCommon(): Shape {
  const fields = COMMON.map(({ name }) => ({
    name,
    json: undefined,
    scalar: 'string' as const,
    shape: undefined,
    list: undefined,
    required: false,
    nullable: false,
    zeroIsUnset: false,
    pointer: false,
    go: 'string',
    goItem: 'string',
    head: '',
  }));
  const byName = new Map(fields.map((field) => [field.name, field]));
  return { name: 'commonFields', go: 'config.commonFields', fields, byName, byJson: new Map() };
}

/** Reads a Butane config. */
export function readSource(input: string | Uint8Array): ButaneSource | Unread {
  let given: string;
  let document: RawDocument;
  try {
    given = decodeText(input);
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    return { failure: `Error unmarshaling yaml: yaml: ${e.message}`, text: '' };
  }
  const lines = new LineMap(given);
  try {
    document = parseYaml(given, { dialect: 'v3' });
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    return { failure: `Error unmarshaling yaml: yaml: line ${lines.lineOf(e.offset)}: ${e.message}`, text: given };
  }
  const { rest } = document;
  const root = document.root ?? new RawMap(false, '', false, 0, 0);
  try {
    return { text: given, root: document.root, rest, ...readConfig(root, lines) };
  } catch (e) {
    if (!(e instanceof DecodeFailure)) throw e;
    return { failure: e.message, text: given };
  }
}

function readConfig(root: RawNode, lines: LineMap): Pick<ButaneSource, 'dialect' | 'config' | 'isOdd' | 'cut'> {
  const lineOf = (offset: number): number => lines.lineOf(offset);
  const prefix = 'Error unmarshaling yaml: ';
  const common = decode(new Decoder(lineOf), root, COMMON_SHAPE, prefix);
  const variant = textOf(common, 'variant') ?? '';
  if (variant === '') throw new DecodeFailure('error parsing variant; must be specified');
  const version = parseSemver(textOf(common, 'version') ?? '');
  if (version === undefined) throw new DecodeFailure('error parsing version; must be a valid semver');
  const dialect = dialectOf(variant, version);
  if (dialect === undefined)
    throw new DecodeFailure(`No translator exists for variant ${variant} with version ${version}`);
  const decoder = new Decoder(lineOf);
  const config = decode(decoder, root, rootShape(dialect), '');
  return { dialect, config, isOdd: decoder.isOdd, cut: decoder.cut };
}

function decode(decoder: Decoder, root: RawNode, shape: Shape, prefix: string): ConfigObject {
  let config: ConfigObject;
  try {
    config = decoder.root(root, shape);
  } catch (e) {
    throw e instanceof DecodeFailure ? new DecodeFailure(`${prefix}yaml: ${e.message}`) : e;
  }
  if (decoder.errors.length === 0) return config;
  const errors = decoder.errors.map((error) => `\n  ${error}`).join('');
  throw new DecodeFailure(`${prefix}yaml: unmarshal errors:${errors}`);
}

void OTHER_VARIANTS;
