import type { IConstruct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { checkShape } from '../core/check-shape';
import { CORE } from '../core/codes';
import { KvorumError, raise } from '../core/error';
import { literalSecretFaults } from '../core/secret-fields';
import type { AnyField, ObjectShape } from '../core/shape';
import { show } from '../core/format';
import { DECKHOUSE } from './codes';
import { DeckhouseRelease } from './release';
import { refuseAtOnce } from './rules/run';

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

export { pathOf } from '../core/construct-path';
export { givenProps } from '../core/props';

/** The release that a construct is written for: the given one, else that of its scope. */
export function targetOf(scope: IConstruct, release: unknown): DeckhouseRelease {
  if (release === undefined) return DeckhouseRelease.for(scope);
  if (DeckhouseRelease.isDeckhouseRelease(release)) return release;
  return raise(
    new KvorumError(CORE.wrongType, scope, {
      message: 'the release is no DeckhouseRelease',
      property: 'release',
      given: show(release),
      allowed: "DeckhouseRelease.V1_76, or DeckhouseRelease.of('1.76')",
    }),
  );
}

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

/** An object or document that is about to be constructed. */
export interface NewObject {
  readonly path: string;
  readonly table: KindTable;
  readonly release: DeckhouseRelease;
  /** What the user gave, `apiVersion` and `kind` included if they were given. */
  readonly given: Body;
  /**
   * What is wrong with the metadata. Documents have none, and are refused when they are given some.
   *
   * @default - the kind has no metadata
   */
  readonly metadataFaults?: readonly ShapeFault[];
}

/**
 * Everything that is wrong with an object before it is constructed.
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
    ...bodyFaults(table, body, typeof name === 'string' ? name : '', release),
    ...literalSecretFaults(rootShape(table), body, ''),
  ];
  if (faults.length > 0) return faults.map((f) => new KvorumError(f.type, path, f.details));
  return refuseAtOnce({ path, kind: table.kind, release, manifest: given });
}
