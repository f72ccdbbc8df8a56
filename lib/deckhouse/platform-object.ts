import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { checkShape, isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { wrapSecrets } from '../core/secret-fields';
import type { StringShape } from '../core/shape';
import { map, text } from '../core/shape';
import { show } from '../core/words';
import { DECKHOUSE } from './codes';
import type { KindTable } from './kind';
import { apiVersionOf, bodyFaults, newObjectErrors, rootShape, targetOf } from './kind';
import type { DeckhouseRelease } from './release';
import { watchTree } from './rules/run';

/** What layer 1 knows of a kind of objects. */
export interface PlatformKind extends KindTable {
  /** The form of metadata.name. */
  readonly name: StringShape;
}

/** What every object of layer 1 takes beside its own fields. */
export interface PlatformObjectProps {
  /** Name, labels and annotations. All kinds of Deckhouse are cluster-scoped: there is no namespace. */
  readonly metadata: ApiObjectMetadata;
  /**
   * The release that the object is written for.
   *
   * @default - that of the nearest scope that set one, else `DeckhouseRelease.DEFAULT` with a warning
   */
  readonly release?: DeckhouseRelease;
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The usual form of names of cluster-scoped objects. */
export const OBJECT_NAME: StringShape = {
  type: 'string',
  pattern: NAME,
  form: 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit',
  maxLength: 253,
};

const PLATFORM_OBJECT = Symbol.for('kvorum/PlatformObject');
const STRINGS = map(text());

/**
 * An object of Deckhouse, one to one: it takes the fields of the kind, writes the API version of the target release,
 * and refuses what this release does not know.
 */
export abstract class PlatformObject extends ApiObject {
  /** Whether `x` is an object of layer 1, also when it comes from another copy of the library. */
  public static isPlatformObject(x: unknown): x is PlatformObject {
    return typeof x === 'object' && x !== null && PLATFORM_OBJECT in x;
  }

  /** The release that the object is written for. */
  public readonly release: DeckhouseRelease;
  private readonly table: PlatformKind;

  /** @internal */
  protected constructor(scope: Construct, id: string, table: PlatformKind, props: PlatformObjectProps) {
    const { release, ...given } = isPlain(props) ? props : ({} as PlatformObjectProps);
    const target = targetOf(scope, release);
    const path = [scope.node.path, id].filter((s) => s !== '').join('/');
    const faults = metadataFaults(table, given.metadata, target);
    const errors = newObjectErrors({ path, table, release: target, given: { ...given }, metadataFaults: faults });
    if (errors.length > 0) raise(joinErrors(errors));
    const chart = chartOf(scope, path);
    const body = wrapSecrets(rootShape(table), given) as object;
    super(scope, id, { ...body, apiVersion: apiVersionOf(table, target), kind: table.kind } as never);
    this.release = target;
    this.table = table;
    Object.defineProperty(this, PLATFORM_OBJECT, { value: true });
    // A chart's namespace goes into every object, and the API server refuses it on cluster-scoped kinds.
    if (chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    watchTree(this);
  }

  /**
   * Holds the rendered object against the table again: patches and late values have changed it.
   *
   * @internal
   */
  public _check(manifest: Readonly<Record<string, unknown>>): readonly ShapeFault[] {
    const { apiVersion: _v, kind: _k, metadata: _m, ...body } = manifest;
    return bodyFaults(this.table, body, this.name, this.release);
  }
}

function chartOf(scope: IConstruct, path: string): Chart {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    if (Chart.isChart(at)) return at;
  }
  return raise(
    new KvorumError(DECKHOUSE.noChart, path, {
      message: 'the object stands in no chart',
      fix: 'create it below a cdk8s.Chart, for example the MultiMasterCluster',
    }),
  );
}

function metadataFaults(table: PlatformKind, metadata: unknown, target: DeckhouseRelease): readonly ShapeFault[] {
  if (!isPlain(metadata)) {
    const details = { message: 'metadata with a name is missing', property: 'metadata', given: show(metadata) };
    return [{ kind: CORE.requiredField, details }];
  }
  const faults: ShapeFault[] = [];
  if (metadata['name'] === undefined || metadata['name'] === null) {
    faults.push({ kind: CORE.requiredField, details: { message: 'the object has no name', property: 'metadata.name', fix: 'add metadata.name' } });
  } else {
    faults.push(...checkShape(table.name, metadata['name'], 'metadata.name', target));
  }
  if (metadata['namespace'] !== undefined && metadata['namespace'] !== null) {
    const details = { message: `${table.kind} is cluster-scoped and has no namespace`, property: 'metadata.namespace', fix: 'remove it' };
    faults.push({ kind: CORE.unknownField, details });
  }
  for (const key of ['labels', 'annotations'] as const) {
    const value = metadata[key];
    if (value !== undefined && value !== null) faults.push(...checkShape(STRINGS, value, `metadata.${key}`, target));
  }
  return faults;
}
