import type { FieldShape, Shape } from '../schema/shape';
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

/** What looks at each kind of object: the checks of Ignition, in its order. */
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

/** Looks at an object and everything in it. */
export function check(object: ConfigObject, shape: Shape, context: CheckContext): void {
  CHECKS.get(shape.name)?.(object, context);
  each(object, shape, context, check);
}

/** Looks for entries that stand in a list twice. */
export function checkDuplicates(object: ConfigObject, shape: Shape, context: CheckContext): void {
  const sets = new Map<string, Set<string>>();
  for (const field of shape.fields) {
    const { list, name, json } = field;
    if (json === undefined || list === undefined || list.concat === true) continue;
    const value = object[name] as readonly Value[] | undefined;
    if (value === undefined || (value.length < 2 && list.shared === undefined)) continue;
    const handle = list.shared ?? name;
    const seen = sets.get(handle) ?? new Set();
    sets.set(handle, seen);
    value.forEach((entry, i) => {
      const key = keyOf(entry, field);
      if (seen.has(key)) context.add(DUPLICATE, [name, i]);
      seen.add(key);
    });
  }
  each(object, shape, context, checkDuplicates);
}

function each(
  object: ConfigObject,
  shape: Shape,
  context: CheckContext,
  look: (object: ConfigObject, shape: Shape, context: CheckContext) => void,
): void {
  const { path } = context;
  for (const { name, json, shape: inner, list } of shape.fields) {
    const value = object[name];
    if (inner === undefined || json === undefined || value === undefined) continue;
    path.push(name);
    if (list === undefined) look(value as ConfigObject, inner, context);
    else {
      const entries = value as readonly ConfigObject[];
      for (let i = 0; i < entries.length; i++) {
        path.push(i);
        look(entries[i]!, inner, context);
        path.pop();
      }
    }
    path.pop();
  }
}

/** By what an entry of a list is told apart from the others. */
export function keyOf(entry: Value, { list, shape }: FieldShape): string {
  if (shape === undefined) return scalarText(entry as Scalar);
  const object = entry as ConfigObject;
  const text = (name: string): string => scalarText((object[name] ?? '') as Scalar);
  if (list?.key !== 'number|label') return text(list?.key ?? '');
  if ((object.number ?? 0) !== 0) return `number:${text('number')}`;
  return object.label === undefined ? '' : `label:${text('label')}`;
}
