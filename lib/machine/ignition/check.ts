import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Scalar, Value } from '../value';
import { scalarText } from '../value';
import type { Check, CheckContext } from './check-context';
import * as configs from './checks/config';
import * as contents from './checks/contents';
import * as disks from './checks/disks';
import * as luks from './checks/luks';
import * as nodes from './checks/nodes';
import * as units from './checks/units';
import { DUPLICATE } from './rules';

/** The checks of each type of object, in the order of Ignition. */
const CHECKS = new Map<string, Check<ConfigObject>>(
  Object.entries({
    Config: configs.config,
    Ignition: configs.ignition,
    IgnitionConfig: contents.ignitionConfig,
    TLS: contents.tls,
    Proxy: contents.proxy,
    Resource: contents.resource,
    FileContents: contents.resource,
    ConfigReference: contents.configReference,
    CaReference: contents.caReference,
    HTTPHeader: contents.httpHeader,
    Verification: contents.verification,
    Storage: (storage: ConfigObject, context: CheckContext) => {
      nodes.nodesOfStorage(storage, context);
      disks.filesystemsOfStorage(storage, context);
    },
    Directory: nodes.directory,
    File: nodes.file,
    Link: nodes.link,
    NodeUser: nodes.owner,
    NodeGroup: nodes.owner,
    Disk: disks.disk,
    Partition: disks.partition,
    Filesystem: disks.filesystem,
    Raid: disks.raid,
    Luks: luks.luks,
    Custom: luks.custom,
    ClevisCustom: luks.clevisCustom,
    Tang: luks.tang,
    Systemd: units.systemd,
    Unit: units.unit,
    Dropin: units.dropin,
  }),
);

/**
 * Checks a config: first for duplicate list entries, then each object. It is one walk, but the findings are in the
 * order of the real program, which walks twice.
 */
export function check(root: ConfigObject, struct: DialectStruct, context: CheckContext, isRuleFirst = false): void {
  const duplicates: FoundInText[] = [];
  const before = context.found.length;
  visit(root, struct, context, duplicates);
  const later = isRuleFirst ? [] : context.found.splice(before);
  // One by one: very many do not fit into one call.
  for (const its of duplicates) context.found.push(its);
  for (const its of later) context.found.push(its);
}

function visit(object: ConfigObject, struct: DialectStruct, context: CheckContext, duplicates: FoundInText[]): void {
  const { path } = context;
  CHECKS.get(struct.name)?.(object, context);
  findDuplicatesOf(object, struct, path, duplicates);
  for (const { name, json, list, struct: inner } of struct.fields) {
    const value = object[name];
    if (json === undefined || value === undefined || inner === undefined) continue;
    path.push(name);
    if (list === undefined) visit(value as ConfigObject, inner, context, duplicates);
    else {
      const entries = value as readonly ConfigObject[];
      for (let i = 0; i < entries.length; i++) {
        path.push(i);
        visit(entries[i]!, inner, context, duplicates);
        path.pop();
      }
    }
    path.pop();
  }
}

/** Those of an object's own lists come before those of the objects in it. */
function findDuplicatesOf(object: ConfigObject, struct: DialectStruct, path: Path, duplicates: FoundInText[]): void {
  let sets: Map<string, Set<string>> | undefined;
  for (const field of struct.fields) {
    const { name, json, list } = field;
    if (list === undefined || list.concat === true || json === undefined) continue;
    const entries = object[name] as readonly Value[] | undefined;
    if (entries === undefined || (entries.length < 2 && list.shared === undefined)) continue;
    sets ??= new Map();
    findDuplicates(entries, field, sets, path, duplicates);
  }
}

function findDuplicates(
  entries: readonly Value[],
  field: DialectField,
  sets: Map<string, Set<string>>,
  path: Path,
  duplicates: FoundInText[],
): void {
  const handle = field.list?.shared ?? field.name;
  const seen = sets.get(handle) ?? new Set();
  sets.set(handle, seen);
  entries.forEach((entry, i) => {
    const key = keyOf(entry, field);
    if (seen.has(key)) duplicates.push({ rule: DUPLICATE, path: [...path, field.name, i], message: DUPLICATE.message });
    seen.add(key);
  });
}

/** The key that identifies an entry of a list. */
export function keyOf(entry: Value, { list, struct }: DialectField): string {
  if (struct === undefined) return scalarText(entry as Scalar);
  const object = entry as ConfigObject;
  const text = (name: string): string => scalarText((object[name] ?? '') as Scalar);
  if (list?.key !== 'number|label') return text(list?.key ?? '');
  if ((object.number ?? 0) !== 0) return `number:${text('number')}`;
  return object.label === undefined ? '' : `label:${text('label')}`;
}
