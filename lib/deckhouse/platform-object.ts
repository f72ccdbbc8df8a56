import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { checkShape, isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { LABEL_KEY_FORM, LABEL_VALUE_FORM } from '../core/labels';
import { renderedManifest } from '../core/rendered';
import { replaceSecrets, secretsOf, wrapSecrets } from '../core/secret-fields';
import type { AnyField } from '../core/shape';
import { json, list, map, optional, text } from '../core/shape';
import { typeName } from '../core/format';
import { DECKHOUSE } from './codes';
import type { FieldValues, PlatformKind } from './kinds/kind';
import { apiVersionOf, fieldFaults, identityFaults, rootShape } from './kinds/kind';
import { givenProps } from '../core/props';
import { newObjectErrors } from './new-object';
import { pathOf } from '../core/construct-path';
import { targetOf } from './release';
import type { DeckhouseRelease } from './release';
import { watchTree } from './rules/run';

/** Props of every object of layer 1, in addition to its own fields. */
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

const PLATFORM_OBJECT = Symbol.for('kvorum/PlatformObject');

// The fields of metadata that belong in a manifest; the API server sets the others.
const METADATA: Readonly<Record<string, AnyField>> = {
  labels: optional(map(text(LABEL_VALUE_FORM), LABEL_KEY_FORM)),
  annotations: optional(map(text(), LABEL_KEY_FORM)),
  finalizers: optional(list(text({ minLength: 1 }))),
  ownerReferences: optional(list(json())),
};

/**
 * An object of Deckhouse, one to one: it takes the fields of the kind, writes the API version of the target release,
 * and refuses fields and values that this release does not have.
 */
export abstract class PlatformObject extends ApiObject {
  /** Whether `x` is an object of layer 1, also one from another copy of the library. */
  public static isPlatformObject(x: unknown): x is PlatformObject {
    return typeof x === 'object' && x !== null && PLATFORM_OBJECT in x;
  }

  /** The release that the object is written for. */
  public readonly release: DeckhouseRelease;
  private readonly table: PlatformKind;
  readonly #given: FieldValues;

  /** @internal */
  protected constructor(scope: Construct, id: string, table: PlatformKind, props: PlatformObjectProps) {
    const path = pathOf(scope, id);
    const { release, ...given } = givenProps(path, props);
    const target = targetOf(scope, release);
    const faults = metadataFaults(table, given.metadata, target);
    const errors = newObjectErrors({ path, table, release: target, given: { ...given }, metadataFaults: faults });
    if (errors.length > 0) raise(joinErrors(errors));
    const chart = chartOf(scope, path);
    const own = { apiVersion: apiVersionOf(table, target), kind: table.kind };
    const body = { ...(wrapSecrets(rootShape(table), given) as FieldValues), ...own };
    super(scope, id, body);
    this.#given = body;
    this.release = target;
    this.table = table;
    Object.defineProperty(this, PLATFORM_OBJECT, { value: true });
    // A chart's namespace is set on every object, and the API server refuses it on cluster-scoped kinds.
    if (chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    watchTree(this);
  }

  /**
   * The object for the rules. An app that cannot write secrets cannot render an object with secrets: then it is the
   * given object, with placeholders for the secrets.
   *
   * @internal
   */
  public _document(): FieldValues {
    const shape = rootShape(this.table);
    try {
      return renderedManifest(this) as FieldValues;
    } catch (e) {
      if (secretsOf(shape, this.#given).length === 0) throw e;
      return replaceSecrets(shape, this.#given, (secret) => secret.placeholder) as FieldValues;
    }
  }

  /**
   * Checks the rendered object against the table again, because patches and late values may have changed it.
   *
   * @internal
   */
  public _check(manifest: Readonly<Record<string, unknown>>): readonly ShapeFault[] {
    const { apiVersion: _apiVersion, kind: _kind, metadata, ...body } = manifest;
    return [
      ...identityFaults(this.table, manifest, this.release),
      ...metadataFaults(this.table, metadata, this.release),
      ...fieldFaults(this.table, body, this.name, this.release),
    ];
  }
}

function chartOf(scope: IConstruct, path: string): Chart {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    if (Chart.isChart(at)) return at;
  }
  return raise(
    new KvorumError(DECKHOUSE.noChart, path, {
      message: 'the object is not in a chart',
      fix: 'create it below a cdk8s.Chart, for example the MultiMasterCluster',
    }),
  );
}

function metadataFaults(table: PlatformKind, metadata: unknown, target: DeckhouseRelease): readonly ShapeFault[] {
  if (!isPlain(metadata)) {
    const details = { message: 'metadata with a name is missing', property: 'metadata', given: typeName(metadata) };
    return [{ type: CORE.requiredField, details }];
  }
  const { namespace, ...rest } = metadata;
  const fields = { ...METADATA, name: { shape: table.name, required: true } };
  const faults = [...checkShape({ type: 'object', fields }, rest, 'metadata', target)];
  if (namespace !== undefined && namespace !== null) {
    const details = {
      message: `${table.kind} is cluster-scoped and has no namespace`,
      property: 'metadata.namespace',
      fix: 'remove it',
    };
    faults.push({ type: CORE.unknownField, details });
  }
  return faults;
}
