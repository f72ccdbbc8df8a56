import type { ShapeFault } from '../core/check-shape';
import { KvorumError } from '../core/error';
import { literalSecretFaults } from '../core/secret-fields';
import type { FieldValues, KindTable } from './kinds/kind';
import { fieldFaults, identityFaults, rootShape } from './kinds/kind';
import type { DeckhouseRelease } from './release';
import { refuseAtOnce } from './rules/run';

/** An object or document that is about to be constructed. */
export interface NewObject {
  readonly path: string;
  readonly table: KindTable;
  readonly release: DeckhouseRelease;
  /** The fields that the user gave, including `apiVersion` and `kind` if they were given. */
  readonly given: FieldValues;
  /**
   * The faults of the metadata. Documents have no metadata, and are refused if metadata is given.
   *
   * @default - the kind has no metadata
   */
  readonly metadataFaults?: readonly ShapeFault[];
}

/**
 * All faults of an object that can be found before it is constructed.
 *
 * @returns The errors; empty when there are none.
 */
export function newObjectErrors({ path, table, release, given, metadataFaults }: NewObject): readonly KvorumError[] {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = given;
  const { metadata, ...withoutMetadata } = rest;
  const body = metadataFaults === undefined ? rest : withoutMetadata;
  const name = (metadata as { name?: unknown } | undefined)?.name;
  const faults = [
    ...identityFaults(table, given, release),
    ...(metadataFaults ?? []),
    ...fieldFaults(table, body, typeof name === 'string' ? name : '', release),
    ...literalSecretFaults(rootShape(table), body, ''),
  ];
  if (faults.length > 0) return faults.map((f) => new KvorumError(f.type, path, f.details));
  return refuseAtOnce({ path, kind: table.kind, release, manifest: given });
}
