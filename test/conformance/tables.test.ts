/** The tables of the kinds and settings, field by field and value by value, against the platform's own schemas. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadAll } from 'js-yaml';

import type { AnyField, AnyShape, Availability } from '../../lib/core/shape';
import { featureGatesOf } from '../../lib/deckhouse/feature-gates';
import { KINDS } from '../../lib/deckhouse/kinds';
import type { KindTable } from '../../lib/deckhouse/kinds/kind';
import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { RAW_SETTINGS } from '../../lib/deckhouse/settings/raw';
import { isPlatformKind } from './object-kinds';
import { schemaNeeds, schemaReleases } from './settings';
import type { SchemaRelease } from './settings';
import { describeConformance, shared } from '../judges/shared';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
}

/** The release whose tables are held against a folder of schemas. */
const RELEASES: Readonly<Record<SchemaRelease, string>> = {
  'v1.66': '1.66',
  'v1.76': '1.76',
  'main-2026-08-06': '1.78',
};

/** Where the tables differ from the schemas on purpose, and why. */
const ON_PURPOSE: readonly RegExp[] = [
  // Deckhouse's webhook refuses it, whatever the CRD says.
  /^NodeGroup spec\.cri\.(docker|type=)/,
  // The table asks for names of this list in a check of its own, because 1.66 takes any.
  /^NodeGroupConfiguration spec\.bundles\[\]=/,
  // A setting that the newest schemas do not have yet.
  /^control-plane-manager kubernetesVersion/,
  // Licensed editions have a longer list than the schema that is published.
  /^node-manager allowedBundles\[\]=/,
];

describeConformance('the tables of Deckhouse', { shared: schemaNeeds }, () => {
  const cases = schemaReleases.flatMap((folder) =>
    KINDS.map((table): [string, SchemaRelease, KindTable] => [table.kind, folder, table]),
  );

  it.each(cases)('know the fields and values of a %s in %s', (_kind, folder, table) => {
    const release = DeckhouseRelease.of(RELEASES[folder]);
    const shape: AnyShape = { type: 'object', fields: table.fields };
    const expected = schemaLines(table.kind, schemaOf(folder, table, release));
    expect(stated(linesOf(table.kind, shape, release), expected)).toEqual(expected);
  });

  const modules = schemaReleases.flatMap((folder) =>
    (['control-plane-manager', 'global', 'node-manager'] as const).map((module): [string, SchemaRelease] => [
      module,
      folder,
    ]),
  );

  it.each(modules)('know the settings of %s in %s', (module, folder) => {
    const release = DeckhouseRelease.of(RELEASES[folder]);
    const [schema] = read(folder, 'openapi', `${module}.config-values.yaml`) as [Schema];
    const version = release.settingsVersion(module as keyof typeof RAW_SETTINGS);
    const expected = schemaLines(module, schema);
    expect(
      stated(linesOf(module, RAW_SETTINGS[module as keyof typeof RAW_SETTINGS], release, version), expected),
    ).toEqual(expected);
  });

  it('know the feature gates of every Kubernetes version', () => {
    for (const folder of ['v1.76', 'main-2026-08-06'] as const) {
      const [map] = read(folder, 'openapi', 'feature_gates_map.yaml') as [
        Record<string, Record<string, string[] | null>>,
      ];
      for (const [version, lists] of Object.entries(map)) {
        const { deprecated, forbidden, ...components } = lists;
        const off = new Set([...(deprecated ?? []), ...(forbidden ?? [])]);
        const gates = [...new Set(Object.values(components).flatMap((list) => list ?? []))].filter(
          (gate) => !off.has(gate),
        );
        // This gate left the newest list; 1.76 still has it.
        const known = featureGatesOf(version).filter(
          (gate) => gate !== 'KubeletEnsureSecretPulledImages' || gates.includes(gate),
        );
        expect([version, [...known].sort()]).toEqual([version, gates.sort()]);
      }
    }
  });
});

function read(folder: SchemaRelease, ...path: string[]): unknown[] {
  const text = readFileSync(join(shared('upstream', 'deckhouse', folder), ...path), 'utf8');
  // Some descriptions of 1.66 are indented in a way that only lenient readers take.
  return loadAll(text.replace(/^( *)description: '(?:[^']|'')*'$/gm, '$1description: left out'));
}

/** The schema of what stands beside apiVersion, kind, metadata and status. */
function schemaOf(folder: SchemaRelease, table: KindTable, release: DeckhouseRelease): Schema {
  const apiVersion = table.apiVersions.filter((v) => release.isAtLeast(v.since)).at(-1)?.apiVersion ?? '';
  const schema = isPlatformKind(table)
    ? crdSchema(folder, table.kind, apiVersion)
    : documentSchema(folder, table.kind, apiVersion);
  const {
    apiVersion: _apiVersion,
    kind: _kind,
    metadata: _metadata,
    status: _status,
    ...properties
  } = schema.properties ?? {};
  return { properties };
}

function crdSchema(folder: SchemaRelease, kind: string, apiVersion: string): Schema {
  const folderOfCrds = join(shared('upstream', 'deckhouse', folder), 'crds');
  const crds = readdirSync(folderOfCrds).flatMap((file) => read(folder, 'crds', file)) as {
    spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
  }[];
  const crd = crds.find((c) => c?.spec.names.kind === kind);
  return crd?.spec.versions.find((v) => apiVersion.endsWith(`/${v.name}`))?.schema.openAPIV3Schema ?? {};
}

function documentSchema(folder: SchemaRelease, kind: string, apiVersion: string): Schema {
  const folderOfFiles = join(shared('upstream', 'deckhouse', folder), 'openapi');
  const files = readdirSync(folderOfFiles).filter((file) => file.endsWith('.yaml'));
  const documents = files.flatMap((file) => read(folder, 'openapi', file)) as {
    kind?: string;
    apiVersions?: { apiVersion: string; openAPISpec: Schema }[];
  }[];
  return (
    documents.find((d) => d?.kind === kind)?.apiVersions?.find((v) => v.apiVersion === apiVersion)?.openAPISpec ?? {}
  );
}

/** A line for each field, `KIND path`, and for each closed set of values, `KIND path=a,b`. */
function schemaLines(kind: string, schema: Schema): readonly string[] {
  const lines: string[] = [];
  const walk = (at: string, { properties, items, enum: values }: Schema): void => {
    if (values !== undefined) lines.push(`${kind} ${at}=${[...values].map(String).sort().join(',')}`);
    if (items !== undefined) walk(`${at}[]`, items);
    for (const [key, inner] of Object.entries(properties ?? {})) {
      const path = at === '' ? key : `${at}.${key}`;
      lines.push(`${kind} ${path}`);
      walk(path, inner);
    }
  };
  walk('', schema);
  return tidy(lines);
}

function linesOf(kind: string, shape: AnyShape, release: DeckhouseRelease, settings?: number): readonly string[] {
  const lines: string[] = [];
  const known = ({ since, until, settings: versions }: Availability): boolean =>
    (since === undefined || release.isAtLeast(since)) &&
    (until === undefined || !release.isAtLeast(until)) &&
    (versions === undefined ||
      settings === undefined ||
      (settings >= versions[0] && settings <= (versions[1] ?? Infinity)));
  const walk = (at: string, inner: AnyShape): void => {
    if (inner.type === 'enum') {
      const values = inner.values.map(String).filter((v) => known(inner.availability?.[v] ?? {}));
      lines.push(`${kind} ${at}=${values.sort().join(',')}`);
    }
    if (inner.type === 'list') walk(`${at}[]`, inner.item);
    if (inner.type === 'map') walkGateway(at);
    if (inner.type !== 'object') return;
    for (const [key, field] of Object.entries<AnyField>(inner.fields)) {
      if (!known(field)) continue;
      const path = at === '' ? key : `${at}.${key}`;
      lines.push(`${kind} ${path}`);
      walk(path, field.shape);
    }
  };
  // The table takes any key there, as the platform does; its two own fields are checked beside it.
  const walkGateway = (at: string): void => {
    if (at.endsWith('gatewayAPIGateway')) lines.push(`${kind} ${at}.name`, `${kind} ${at}.namespace`);
  };
  walk('', shape);
  return tidy(lines);
}

function tidy(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !ON_PURPOSE.some((pattern) => pattern.test(line))).sort();
}

/** The lines without sets of values that the schema does not state at the field itself: it spreads them over a oneOf. */
function stated(lines: readonly string[], schema: readonly string[]): readonly string[] {
  const places = new Set(schema.filter((line) => line.includes('=')).map((line) => line.split('=')[0]));
  return lines.filter((line) => !line.includes('=') || places.has(line.split('=')[0]));
}
