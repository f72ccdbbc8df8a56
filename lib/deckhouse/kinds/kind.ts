import type { ShapeFault } from '../../core/check-shape';
import { checkShape } from '../../core/check-shape';
import { show } from '../../core/format';
import type { AnyField, ObjectShape, StringShape } from '../../core/shape';
import { DECKHOUSE } from '../codes';
import type { DeckhouseRelease } from '../release';

/** What stands beside apiVersion, kind and metadata. */
export type Body = Readonly<Record<string, unknown>>;

/** What the library knows of a kind, of the cluster's objects and of dhctl's documents alike. */
export interface KindTable {
  /** The kind, for example `NodeGroup`. */
  readonly kind: string;
  /** The stored API version by release, the oldest release first. */
  readonly apiVersions: readonly { readonly since: string; readonly apiVersion: string }[];
  /** The fields beside apiVersion, kind and metadata. */
  readonly fields: Readonly<Record<string, AnyField>>;
  /**
   * What the kind's readers refuse beyond single fields, where it belongs to the kind's form and is no rule of its own.
   * It is only asked about bodies whose fields fit.
   *
   * @default - nothing
   */
  readonly further?: (body: Body, name: string, release: DeckhouseRelease) => readonly ShapeFault[];
}

/** What layer 1 knows of a kind of objects. */
export interface PlatformKind extends KindTable {
  /** The form of metadata.name. */
  readonly name: StringShape;
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The usual form of names of cluster-scoped objects. */
export const OBJECT_NAME: StringShape = {
  type: 'string',
  pattern: NAME,
  form: 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit',
  maxLength: 253,
};

/** The API version that a release stores. */
export function apiVersionOf(table: KindTable, release: DeckhouseRelease): string {
  const known = table.apiVersions.filter((v) => release.isAtLeast(v.since));
  return (known[known.length - 1] ?? table.apiVersions[0])?.apiVersion ?? '';
}

/** The table of what stands beside apiVersion, kind and metadata. */
export function rootShape(table: KindTable): ObjectShape {
  return { type: 'object', fields: table.fields };
}

/** Whether an object says itself to be of another kind or API version than its class. */
export function identityFaults(table: KindTable, given: Body, release: DeckhouseRelease): readonly ShapeFault[] {
  const own = { apiVersion: apiVersionOf(table, release), kind: table.kind };
  return Object.entries(own)
    .filter(([key, value]) => given[key] !== undefined && given[key] !== value)
    .map(([key, allowed]) => {
      const details = { message: `${key} is not that of the kind`, property: key, given: show(given[key]), allowed };
      return { type: DECKHOUSE.apiVersion, details };
    });
}

/** What the kind's own table says is wrong with a body. */
export function bodyFaults(
  table: KindTable,
  body: Body,
  name: string,
  release: DeckhouseRelease,
): readonly ShapeFault[] {
  const faults = checkShape(rootShape(table), body, '', release);
  return faults.length > 0 ? faults : (table.further?.(body, name, release) ?? []);
}
