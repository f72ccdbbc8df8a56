/**
 * The judge of what no API server knows: the settings of Deckhouse's modules, and the files that dhctl reads.
 * The schemas are the platform's own; before they judge, they and the value go through the two steps that
 * Deckhouse's addon-operator takes (see `withDefaults` and `closed`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { load } from 'js-yaml';
import { shared } from '../judges/shared';

/** The releases whose schemas there are; each is a folder of the shared data. */
export const schemaReleases = ['v1.66', 'v1.76', 'main-2026-08-06'] as const;
export type SchemaRelease = (typeof schemaReleases)[number];

/** What a suite lists in its needs when it judges settings or CRDs. */
export const schemaNeeds: readonly string[] = schemaReleases.map((release) => `upstream/deckhouse/${release}`);

export type Module = 'control-plane-manager' | 'global' | 'node-manager';

/** The kinds of the files that dhctl reads, and the files of their schemas. */
const dhctlFiles = {
  ClusterConfiguration: 'cluster_configuration',
  InitConfiguration: 'init_configuration',
  StaticClusterConfiguration: 'static_cluster_configuration',
  YandexClusterConfiguration: 'yandex_cluster_configuration',
  SSHConfig: 'dhctl_ssh_config',
  SSHHost: 'dhctl_ssh_host',
} as const;
export type DhctlKind = keyof typeof dhctlFiles;

/** As much of a schema as the two steps look at. */
interface Schema {
  default?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  [keyword: string]: unknown;
}

interface Judge {
  readonly schema: Schema;
  readonly validate: ValidateFunction;
}

// Reading and compiling take longer than thousands of judgements, so both are done once a process.
const files = new Map<string, unknown>();
const judges = new Map<string, Judge>();

/** The folder with the CRDs of a release. */
export function crdsOf(release: SchemaRelease): string {
  return shared('upstream', 'deckhouse', release, 'crds');
}

/** The version of a module's settings that a release's schema describes. */
export function settingsVersion(release: SchemaRelease, module: Module): number {
  const version = moduleJudge(release, module).schema['x-config-version'];
  return typeof version === 'number' ? version : 1;
}

/**
 * What a release finds wrong with the settings of a module: what stands in `spec.settings` of its
 * ModuleConfig, in the form of that release's version.
 *
 * @returns one line an error; none when the settings are accepted.
 */
export function judgeSettings(release: SchemaRelease, module: Module, settings: unknown): string[] {
  return errorsOf(moduleJudge(release, module), settings);
}

/**
 * What a release's dhctl finds wrong with one document of its configuration file.
 *
 * @returns one line an error; none when the document is accepted.
 */
export function judgeDhctl(release: SchemaRelease, kind: DhctlKind, document: unknown): string[] {
  const version = isRecord(document) ? String(document.apiVersion) : '';
  const file = dhctlSchemas(release, kind);
  // The schema of v1 also serves v1alpha1, which its own enum of apiVersion allows or not.
  const schema = file.get(version) ?? file.get(version.replace(/\/v1alpha1$/, '/v1'));
  return schema === undefined
    ? [`/apiVersion: ${release} knows no ${kind} of ${version}`]
    : errorsOf(
        once(`${release} ${kind} ${version}`, () => schema),
        document,
      );
}

/** The names of all feature gates that a release lists, for any Kubernetes version; 1.66 has no such list. */
export function featureGates(release: SchemaRelease): string[] {
  const path = join(shared('upstream', 'deckhouse', release), 'openapi', 'feature_gates_map.yaml');
  if (!existsSync(path)) {
    return [];
  }
  const map = load(readFileSync(path, 'utf8')) as Record<string, Record<string, string[]>>;
  return [...new Set(Object.values(map).flatMap((lists) => Object.values(lists).flat()))].sort();
}

function moduleJudge(release: SchemaRelease, module: Module): Judge {
  return once(`${release} ${module}`, () => readSchema(release, `${module}.config-values.yaml`) as Schema);
}

/** The schemas of a kind by API version. */
function dhctlSchemas(release: SchemaRelease, kind: DhctlKind): Map<string, Schema> {
  const file = readSchema(release, `${dhctlFiles[kind]}.yaml`) as {
    apiVersions: { apiVersion: string; openAPISpec: Schema }[];
  };
  return new Map(file.apiVersions.map((entry) => [entry.apiVersion, entry.openAPISpec]));
}

function readSchema(release: SchemaRelease, file: string): unknown {
  const path = shared('upstream', 'deckhouse', release, 'openapi', file);
  if (!files.has(path)) {
    files.set(path, load(readFileSync(path, 'utf8')));
  }
  return files.get(path);
}

function once(key: string, read: () => Schema): Judge {
  const known = judges.get(key);
  if (known !== undefined) {
    return known;
  }
  const schema = read();
  const ajv = new Ajv({
    // Schemas of OpenAPI 3 carry `example`, `x-...` and formats of its own.
    strict: false,
    validateFormats: false,
    allErrors: true,
    verbose: true,
    // The patterns are Go's; they escape characters that JavaScript's unicode mode does not let escape.
    unicodeRegExp: false,
  });
  const judge = { schema, validate: ajv.compile(closed(schema)) };
  judges.set(key, judge);
  return judge;
}

function errorsOf(judge: Judge, value: unknown): string[] {
  // What is judged is what would be written: a key without a value is not there.
  const written: unknown = JSON.parse(JSON.stringify(value));
  const valid = judge.validate(withDefaults(judge.schema, written));
  return valid === true ? [] : (judge.validate.errors ?? []).map(lineOf);
}

function lineOf(error: ErrorObject): string {
  const { additionalProperty, allowedValues } = error.params as {
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
  };
  const detail =
    additionalProperty !== undefined
      ? `: ${additionalProperty}`
      : allowedValues !== undefined
        ? `: ${allowedValues.map(String).join(', ')}`
        : '';
  return `${error.instancePath || '/'}: ${error.message ?? error.keyword}${detail}`;
}

/**
 * First step: what the user left out and the schema has a default for is filled in, object by object, also
 * inside of defaults. Branches of oneOf and anyOf are not looked into; a default of null is none.
 */
function withDefaults(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item: unknown) => withDefaults(items, item));
  }
  if (!isRecord(value)) {
    return value;
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(value, key) && property.default !== undefined && property.default !== null) {
      value[key] = structuredClone(property.default);
    }
    if (Object.hasOwn(value, key)) {
      value[key] = withDefaults(property, value[key]);
    }
  }
  return value;
}

/**
 * Second step: an object whose schema does not say whether it takes other keys takes none. The step goes on
 * below properties and items that it closed, and stops where the schema does say it: so an object without
 * such a word below one with it stays open.
 */
function closed(schema: Schema): Schema {
  const result: Schema = { ...schema, additionalProperties: schema.additionalProperties ?? false };
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, property]) => [
        key,
        property.additionalProperties === undefined ? closed(property) : property,
      ]),
    );
  }
  if (schema.items !== undefined) {
    result.items = closed(schema.items);
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
