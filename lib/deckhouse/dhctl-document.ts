import { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { isPlain, isUnresolved } from '../core/check-shape';
import { CORE } from '../core/codes';
import { joinErrors, KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import { replaceSecrets, secretsOf, wrapSecrets } from '../core/secret-fields';
import type { SecretValue } from '../core/secret-value';
import type { AnyShape } from '../core/shape';
import { show } from '../core/format';
import type { FieldValues, KindTable } from './kinds/kind';
import { apiVersionOf, fieldFaults, rootShape } from './kinds/kind';
import { givenProps } from '../core/props';
import { newObjectErrors } from './new-object';
import { targetOf } from './release';
import type { DeckhouseRelease } from './release';
import { watchTree } from './rules/run';

/** Props that every document of dhctl takes beside its own fields. */
export interface DhctlDocumentProps {
  /**
   * The release that the document is written for.
   *
   * @default - that of the nearest scope that set one, else `DeckhouseRelease.DEFAULT` with a warning
   */
  readonly release?: DeckhouseRelease;
}

const DHCTL_DOCUMENT = Symbol.for('kvorum/DhctlDocument');

/**
 * A document of a file that dhctl reads. It is not an object of the cluster, so it is in no manifest:
 * `DhctlConfiguration` writes several of them into one file.
 *
 * It takes the fields of its kind and refuses what the target release does not know.
 */
export abstract class DhctlDocument extends Construct {
  /** Whether `x` is a document of dhctl, also when it comes from another copy of the library. */
  public static isDhctlDocument(x: unknown): x is DhctlDocument {
    return typeof x === 'object' && x !== null && DHCTL_DOCUMENT in x;
  }

  /** The release that the document is written for. */
  public readonly release: DeckhouseRelease;
  /** Its kind, for example `ClusterConfiguration`. */
  public readonly kind: string;
  private readonly table: KindTable;
  // The fields, every secret wrapped. Not reachable by walking over the properties: it may hold late values.
  readonly #fields: FieldValues;

  /** @internal */
  protected constructor(scope: Construct, id: string, table: KindTable, props: DhctlDocumentProps) {
    const path = pathOf(scope, id);
    const { release, ...given } = givenProps(path, props as DhctlDocumentProps & FieldValues);
    const target = targetOf(scope, release);
    const errors = newObjectErrors({ path, table, release: target, given });
    if (errors.length > 0) raise(joinErrors(errors));
    super(scope, id);
    this.release = target;
    this.kind = table.kind;
    this.table = table;
    const { apiVersion: _apiVersion, kind: _kind, ...fields } = given;
    this.#fields = wrapSecrets(rootShape(table), fields) as FieldValues;
    Object.defineProperty(this, DHCTL_DOCUMENT, { value: true });
    watchTree(this);
  }

  /**
   * The document for the rules, with placeholders for secrets.
   *
   * @internal
   */
  public _document(): FieldValues {
    return this._render((secret) => secret.placeholder);
  }

  /**
   * The document with a text of the caller's choice for each secret.
   *
   * @internal
   */
  public _render(text: (secret: SecretValue) => string): FieldValues {
    const shape = rootShape(this.table);
    const fields = replaceSecrets(shape, tidied(shape, this.#fields), text) as FieldValues;
    return { apiVersion: apiVersionOf(this.table, this.release), kind: this.table.kind, ...fields };
  }

  /**
   * The secrets of the document, in the order of its fields.
   *
   * @internal
   */
  public _secrets(): readonly SecretValue[] {
    const shape = rootShape(this.table);
    return secretsOf(shape, tidied(shape, this.#fields));
  }

  /**
   * Holds the document against the table again: late values have changed it.
   *
   * @internal
   */
  public _check(document: FieldValues): readonly ShapeFault[] {
    const { apiVersion: _apiVersion, kind: _kind, ...body } = document;
    return fieldFaults(this.table, body, '', this.release);
  }
}

/** A copy in the order of the table, with late values in place and without what counts as absent. */
function tidied(shape: AnyShape, value: unknown): unknown {
  if (isUnresolved(value)) return tidied(shape, lateValue(value));
  if (Array.isArray(value)) {
    return value.map((item: unknown) => tidied(shape.type === 'list' ? shape.item : { type: 'json' }, item));
  }
  if (!isPlain(value)) return value;
  const fields = shape.type === 'object' ? shape.fields : {};
  const inner: AnyShape = shape.type === 'map' ? shape.value : { type: 'json' };
  const keys = shape.type === 'object' ? Object.keys(fields) : Object.keys(value).sort();
  const known = [...keys, ...Object.keys(value).filter((key) => !keys.includes(key))];
  return Object.fromEntries(
    known
      .filter((key) => value[key] !== undefined && value[key] !== null)
      .map((key) => [key, tidied(fields[key]?.shape ?? inner, value[key])]),
  );
}

function lateValue(token: unknown): unknown {
  const { produce } = token as { produce?: () => unknown };
  if (typeof produce === 'function') return produce.call(token);
  return raise(
    new KvorumError(CORE.wrongType, undefined, {
      message: 'a document of dhctl holds a value that only Terraform knows',
      given: show(token),
      allowed: 'a value that is known at synth',
    }),
  );
}
