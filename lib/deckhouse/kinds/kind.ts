import type { ShapeFault } from '../../core/check-shape';
import { checkShape } from '../../core/check-shape';
import { show } from '../../core/format';
import { KUBERNETES_SUBDOMAIN_PATTERN } from '../../core/patterns';
import type { AnyField, ObjectShape, StringShape } from '../../core/shape';
import { DECKHOUSE } from '../codes';
import type { DeckhouseRelease } from '../release';

/** The fields other than apiVersion, kind and metadata. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** A kind of the cluster's objects or of dhctl's documents, as the library knows it. */
export interface KindTable {
  /** The kind, for example `NodeGroup`. */
  readonly kind: string;
  /** The stored API version by release, the oldest release first. */
  readonly apiVersions: readonly { readonly since: string; readonly apiVersion: string }[];
  /** The fields other than apiVersion, kind and metadata. */
  readonly fields: Readonly<Record<string, AnyField>>;
  /**
   * Faults between fields that belong to the form of the kind and are not a separate rule.
   * Only called with fields that fit the table.
   *
   * @default - nothing
   */
  readonly validate?: (body: FieldValues, name: string, release: DeckhouseRelease) => readonly ShapeFault[];
}

/** A kind of objects of the cluster. */
export interface PlatformKind extends KindTable {
  /** The form of metadata.name. */
  readonly name: StringShape;
}

/** The usual form of names of cluster-scoped objects. */
export const OBJECT_NAME: StringShape = {
  type: 'string',
  ...KUBERNETES_SUBDOMAIN_PATTERN,
  form: 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit',
};

/** The API version that a release stores. */
export function apiVersionOf(table: KindTable, release: DeckhouseRelease): string {
  const known = table.apiVersions.filter((v) => release.isAtLeast(v.since));
  return (known[known.length - 1] ?? table.apiVersions[0])?.apiVersion ?? '';
}

/** The table of the fields other than apiVersion, kind and metadata. */
export function rootShape(table: KindTable): ObjectShape {
  return { type: 'object', fields: table.fields };
}

/** The faults of an object whose kind or API version differs from that of its class. */
export function identityFaults(table: KindTable, given: FieldValues, release: DeckhouseRelease): readonly ShapeFault[] {
  const own = { apiVersion: apiVersionOf(table, release), kind: table.kind };
  return Object.entries(own)
    .filter(([key, value]) => given[key] !== undefined && given[key] !== value)
    .map(([key, allowed]) => {
      const details = { message: `${key} is not that of the kind`, property: key, given: show(given[key]), allowed };
      return { type: DECKHOUSE.apiVersion, details };
    });
}

/** The faults of the fields of an object, checked against the table of its kind. */
export function fieldFaults(
  table: KindTable,
  body: FieldValues,
  name: string,
  release: DeckhouseRelease,
): readonly ShapeFault[] {
  const faults = checkShape(rootShape(table), body, '', release);
  return faults.length > 0 ? faults : (table.validate?.(body, name, release) ?? []);
}
