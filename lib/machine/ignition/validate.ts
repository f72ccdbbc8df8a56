import type { FoundInText } from '../report/report-of';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import { rootStruct } from '../schema/dialect-struct';
import type { Spec } from '../schema/versions';
import { ignitionDialect, SPECS } from '../schema/versions';
import { parseSemver } from '../syntax/semver';
import type { ConfigObject, Value } from '../value';
import { objectOf, textOf } from '../value';
import { check } from './check';
import { CheckContext } from './check-context';
import type { JsonDocument } from './read-config';
import { readConfig } from './read-config';
import { BAD_JSON, BAD_VERSION, UNKNOWN_VERSION } from './rules';
import { checkUnusedKeys } from './unused-keys';

/** An Ignition config that has been read and checked. */
export interface CheckedConfig {
  /** Why it is not a config, in the words of Ignition; undefined when it is one. */
  readonly failure: string | undefined;
  /** The findings, in the names of the JSON. */
  readonly found: readonly FoundInText[];
  readonly config: ConfigObject;
  readonly spec: Spec;
}

const NOT_VALID = 'config is not valid';

/** Reads a config, determines its spec, and checks all of it. */
export function checkDocument(document: JsonDocument): CheckedConfig {
  const fail = (failure: string, found: readonly FoundInText[] = []): CheckedConfig => ({
    failure,
    found,
    config: {},
    spec: 0,
  });
  if (document.text === '') return fail('not a config (empty)');
  const unread = (message: string, offset = 0): FoundInText => ({ rule: BAD_JSON, path: [], message, offset });
  if (document.fault !== undefined) return fail(NOT_VALID, [unread(document.fault, document.faultAt)]);
  const stub = readConfig(document, versionStruct());
  if (stub.fault !== undefined) return fail(NOT_VALID, [unread(stub.fault, stub.faultAt)]);
  const version = parseSemver(textOf(objectOf(stub.config, 'ignition'), 'version') ?? '');
  const at = { path: ['ignition', 'version'] };
  if (version === undefined)
    return fail(BAD_VERSION.message, [{ rule: BAD_VERSION, message: BAD_VERSION.message, ...at }]);
  const spec = SPECS.find((minor) => version === `3.${minor}.0`);
  if (spec === undefined)
    return fail(UNKNOWN_VERSION.message, [{ rule: UNKNOWN_VERSION, message: UNKNOWN_VERSION.message, ...at }]);
  const struct = rootStruct(ignitionDialect(spec));
  const { config, fault, faultAt } = readConfig(document, struct);
  if (fault !== undefined) return fail(NOT_VALID, [unread(fault, faultAt)]);
  const found = checkConfig(config, struct, document, spec);
  const isFatal = found.some(({ rule }) => rule.type.level === 'error');
  return { failure: isFatal ? NOT_VALID : undefined, found, config, spec };
}

/** Checks a config whose spec is known. */
export function checkConfig(
  config: ConfigObject,
  struct: DialectStruct,
  document: JsonDocument,
  spec: Spec,
): readonly FoundInText[] {
  const context = new CheckContext(spec);
  // The section is checked even when it is missing.
  const whole = config.ignition === undefined ? { ...config, ignition: {} } : config;
  check(whole, struct, context, true);
  const found = context.found.map((its) => ({ ...its, path: jsonPath(its.path, struct) }));
  const keys = new CheckContext(spec);
  checkUnusedKeys(config, struct, document.root, 'json', keys);
  return [...found, ...keys.found];
}

/** A path in the names of Ignition. */
function jsonPath(path: readonly (string | number)[], root: DialectStruct): readonly (string | number)[] {
  let struct: DialectStruct | undefined = root;
  return path.map((step) => {
    if (typeof step === 'number') return step;
    const field: DialectStruct['fields'][number] | undefined = struct?.fields.find(({ name }) => name === step);
    if (field === undefined) return step;
    struct = field.struct;
    return field.json ?? step;
  });
}

let stubStruct: DialectStruct | undefined;

/** The field that every spec has. */
function versionStruct(): DialectStruct {
  if (stubStruct !== undefined) return stubStruct;
  const root = rootStruct(ignitionDialect(0));
  const ignition = root.byJson.get('ignition')!;
  const version = ignition.struct!.byJson.get('version')!;
  // Upstream's type lacks JSON names, and its inner type is anonymous.
  const inner = { name: '', go: 'struct { Version string }', ...oneField({ ...version, json: 'Version' }) };
  const outer = { ...ignition, json: 'Ignition', struct: { ...ignition.struct!, ...inner }, go: inner.go };
  stubStruct = { ...root, name: 'versionStub', go: 'util.versionStub', ...oneField(outer) };
  return stubStruct;
}

function oneField(field: DialectField): Pick<DialectStruct, 'fields' | 'byJson'> {
  return { fields: [field], byJson: new Map([[field.json!, field]]) };
}

/** The same config for a later spec. */
export function upgrade(config: ConfigObject, from: Spec, to: Spec): ConfigObject {
  const filled = (object: ConfigObject, names: readonly string[]): ConfigObject => ({
    ...Object.fromEntries(names.map((name) => [name, ''])),
    ...object,
  });
  // Texts that were always written become ones that may be left out, and stay.
  const upgraded = change(config, (object, way) => {
    const place = way.filter((step) => typeof step === 'string').join('.');
    if (from < 1 && to >= 1 && place === 'ignition.security.tls.certificate_authorities')
      return filled(object, ['source']);
    if (from < 3 && to >= 3) {
      if (place === 'storage.links') return filled(object, ['target']);
      if (place === 'storage.raid') return filled(object, ['level']);
      if (place === 'storage.luks.clevis.custom') return filled(object, ['config', 'pin']);
    }
    // Bits that an older spec never applied are not applied now.
    const isNode = place === 'storage.files' || place === 'storage.directories';
    if (from < 6 && to >= 6 && isNode && object.mode !== undefined) {
      return { ...object, mode: Number(BigInt.asIntN(64, BigInt(object.mode as number) & ~0o7000n)) };
    }
    return object;
  });
  return { ...upgraded, ignition: { ...objectOf(upgraded, 'ignition'), version: `3.${to}.0` } };
}

type Way = readonly (string | number)[];

function change(
  object: ConfigObject,
  edit: (object: ConfigObject, way: Way) => ConfigObject,
  way: Way = [],
): ConfigObject {
  const changed: ConfigObject = {};
  for (const [name, value] of Object.entries(object)) {
    if (value !== undefined) changed[name] = changeValue(value, edit, [...way, name]);
  }
  return edit(changed, way);
}

function changeValue(value: Value, edit: (object: ConfigObject, way: Way) => ConfigObject, way: Way): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item, i) => changeValue(item, edit, [...way, i]));
  return typeof value === 'object' ? change(value as ConfigObject, edit, way) : value;
}
