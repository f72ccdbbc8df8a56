import type { IConstruct } from 'constructs';

import type { ShapeFault, Target } from '../core/check-shape';
import { checkShape, isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import type { AnyShape } from '../core/shape';
import { snapshot } from '../core/snapshot';
import { show } from '../core/format';
import { EtcdVersion } from './version';

/** What a construct was given, read once. */
export interface Given {
  /** The path that the construct will have. */
  readonly path: string;
  /** The props as plain data; nothing has been checked. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** Reads the props of a construct that is about to be made. */
export function givenTo(scope: IConstruct, id: string, props: unknown): Given {
  const path = pathOf(scope, id);
  if (!isPlain(props)) {
    const details = { message: 'the construct has no props', given: show(props), allowed: 'an object' };
    raise(new KvorumError(CORE.wrongType, path, details));
  }
  return { path, props: snapshot(props, path) as Readonly<Record<string, unknown>> };
}

/** Anything, for tables whose fields no version of etcd changes. */
const NO_TARGET: Target = { name: 'etcd', isAtLeast: () => true };

/** The faults of props, held against their table. Instances of classes are no matter of a table: leave them out. */
export function tableFaults(
  table: AnyShape,
  props: Given['props'],
  instances: readonly string[] = [],
): readonly ShapeFault[] {
  const plain = Object.fromEntries(Object.entries(props).filter(([key]) => !instances.includes(key)));
  return checkShape(table, plain, '', NO_TARGET);
}

/** The fault of a version that is none. */
export function versionFaults({ version: given }: Given['props']): readonly ShapeFault[] {
  if (EtcdVersion.isEtcdVersion(given)) return [];
  const details = {
    message: given === undefined ? 'the version of etcd is missing' : 'the version is none of etcd',
    property: 'version',
    given: show(given),
    allowed: "EtcdVersion.V3_6, or EtcdVersion.of('3.6')",
  };
  return [{ type: given === undefined ? CORE.requiredField : CORE.wrongType, details }];
}

/** Throws all faults of a construct's props in one error, when there are any. */
export function refuse(path: string, faults: readonly ShapeFault[]): void {
  if (faults.length > 0) raise(joinErrors(faults.map((f) => new KvorumError(f.type, path, f.details))));
}

/**
 * The props of a value that is no construct, checked.
 *
 * @param table Their table.
 * @param props What was given.
 * @param more Further faults, asked for when the table has none.
 */
export function checkedValue<T>(table: AnyShape, props: T, more: (props: T) => readonly ShapeFault[]): T {
  const given = isPlain(props) ? (snapshot(props, '') as T) : props;
  const faults = checkShape(table, given, '', NO_TARGET);
  refuse('', faults.length > 0 ? faults : more(given));
  return given;
}

/**
 * The same for props of which some are instances of classes.
 *
 * @param table The table of the others.
 * @param props What was given.
 * @param instances The names of those that are instances.
 * @param instanceFaults What is wrong with them.
 * @param more Further faults, asked for when there are none.
 */
export function checkedInstances<T extends object>(
  table: AnyShape,
  props: T,
  instances: readonly string[],
  instanceFaults: (props: Given['props']) => readonly ShapeFault[],
  more: (props: T) => readonly ShapeFault[],
): T {
  if (!isPlain(props)) return checkedValue(table, props, more);
  const given = snapshot(props, '') as T & Given['props'];
  const faults = [...tableFaults(table, given, instances), ...instanceFaults(given)];
  refuse('', faults.length > 0 ? faults : more(given));
  return given;
}
