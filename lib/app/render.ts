import type { ApiObject, Chart } from 'cdk8s';

import { KvorumError, SecretValue } from '../core';
import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { reasonOf, typeName } from '../core/format';
import { APP } from './codes';
import type { Markers, ValueResolver } from './value-resolver';
import { holdsPlaceholder, holdsReserved, holdsTerraformText, isTerraformNumber } from './value-resolver';

/** One document of a manifest file. */
export interface RenderedDocument {
  /** The object that it came from; undefined when a chart produced it itself. */
  readonly object: ApiObject | undefined;
  /** The document, with markers in place of secrets. */
  readonly marked: unknown;
  /** The document, with placeholders in place of secrets. */
  readonly manifest: unknown;
  /** The secrets that it holds. */
  readonly secrets: readonly SecretValue[];
}

/** Renders the objects of one synth, each once, and collects what is wrong with them. */
export class Renderer {
  /** The faults of the objects rendered so far. */
  public readonly errors: KvorumError[] = [];

  public constructor(
    private readonly resolver: ValueResolver,
    private readonly markers: Markers,
  ) {}

  /** Does something while secrets are marked in what cdk8s renders. */
  public run<T>(action: () => T): T {
    this.resolver.markers = this.markers;
    try {
      return action();
    } finally {
      this.resolver.markers = undefined;
    }
  }

  /**
   * @returns The document; undefined when the object cannot be rendered.
   */
  public render(object: ApiObject): RenderedDocument | undefined {
    this.refusePatchedSecrets(object);
    this.resolver.failures.length = 0;
    this.resolver.borrowed.length = 0;
    this.resolver.current = object;
    let json: unknown;
    try {
      json = object.toJson();
    } catch (e) {
      for (const error of this.failuresOf(object, e)) this.errors.push(error);
      return undefined;
    } finally {
      this.resolver.current = undefined;
    }
    const document = this.document(json, object, object.node.path);
    if (document !== undefined) this.refuseLostSecrets(document, object);
    return document;
  }

  /**
   * The documents of a chart that overrides the rendering of cdk8s.
   *
   * @returns Undefined for charts that leave it to cdk8s, as nearly all do.
   */
  public chart(chart: Chart): RenderedDocument[] | undefined {
    if (hasStockRendering(chart)) return undefined;
    try {
      const documents = (chart.toJson() as unknown[]).map((json) => this.document(json, undefined, chart.node.path));
      return documents.filter((document) => document !== undefined);
    } catch (e) {
      const message = `it cannot be rendered: ${reasonOf(e)}`;
      this.errors.push(new KvorumError(APP.notRenderable, chart, { message }));
      return [];
    }
  }

  /**
   * Checks the rendered document of a chart or an object.
   *
   * @param json The document, with markers.
   * @param object The object that it came from, when known.
   * @param path The construct path for errors.
   * @returns Undefined when it is not plain data.
   */
  public document(json: unknown, object: ApiObject | undefined, path: string): RenderedDocument | undefined {
    const found = inspect(json, this.markers);
    const at = (p: readonly string[]): string => p.join('.');
    for (const { key, what } of found.foreign) {
      const message = `it cannot be rendered: it holds ${what}`;
      this.errors.push(new KvorumError(APP.notRenderable, path, { message, property: at(key) }));
    }
    if (found.foreign.length > 0) return undefined;
    for (const key of found.terraform) {
      const message = 'the value is known only after terraform apply';
      this.errors.push(new KvorumError(APP.tokenInManifest, path, { message, property: at(key) }));
    }
    for (const key of found.placeholders) {
      const message = 'a secret was turned into text, and its value is lost';
      const fix = 'pass the SecretValue itself, or use SecretValue.combine';
      this.errors.push(new KvorumError(APP.secretAsText, path, { message, property: at(key), fix }));
    }
    for (const key of found.reserved) {
      const message = 'the text holds the character U+E0F0 or U+E0F1, which is reserved';
      this.errors.push(new KvorumError(APP.reservedCharacter, path, { message, property: at(key) }));
    }
    for (const { key } of found.secrets.filter((s) => s.key[0] === undefined || PUBLIC_FIELDS.has(s.key[0]))) {
      const message = 'a secret is where everyone can read it';
      this.errors.push(new KvorumError(CORE.secretPlace, path, { message, property: at(key) }));
    }
    const secrets = found.secrets.map((s) => s.secret);
    const marked = found.terraform.length > 0 || secrets.length > 0;
    const manifest = marked ? withSecrets(json, this.markers, (s) => s.placeholder) : json;
    return { object, marked: json, manifest, secrets };
  }

  private failuresOf(object: ApiObject, thrown: unknown): readonly KvorumError[] {
    const failure = this.resolver.failures[0];
    const error = failure?.error ?? thrown;
    if (KvorumError.isKvorumError(error)) return error.all.map((single) => single.locatedAt(object));
    const text = reasonOf(error);
    const message = text.replace(/^Failed serializing construct at path '[^']*' with name '[^']*': (Error: )?/, '');
    const property = failure === undefined || failure.key.length === 0 ? undefined : failure.key.join('.');
    return [new KvorumError(APP.notRenderable, object, { message: `it cannot be rendered: ${message}`, property })];
  }

  /** A late value may use what another object renders. Its secrets are marked there, and the marks must not be lost. */
  private refuseLostSecrets({ secrets }: RenderedDocument, object: ApiObject): void {
    for (const secret of new Set(this.resolver.borrowed)) {
      if (secrets.includes(secret)) continue;
      const message = `the secret ${secret.source} of another object was turned into text, and its value is lost`;
      const fix = 'take what is needed from the properties of the other object, not from what it renders';
      this.errors.push(new KvorumError(APP.secretAsText, object, { message, fix }));
    }
  }

  private refusePatchedSecrets(object: ApiObject): void {
    const { patches = [] } = object as unknown as { readonly patches?: readonly { _toJson(): unknown }[] };
    for (const patch of patches) {
      const operation = patch._toJson() as { readonly path?: unknown; readonly value?: unknown };
      const [foreign] = inspect(operation.value, this.markers).foreign;
      if (foreign !== undefined) {
        const message = `the JSON patch of ${String(operation.path)} holds ${foreign.what}`;
        this.errors.push(new KvorumError(APP.notRenderable, object, { message }));
      }
      if (!holdsSecret(operation.value)) continue;
      const message = `the JSON patch of ${String(operation.path)} holds a secret`;
      this.errors.push(new KvorumError(APP.secretInPatch, object, { message }));
    }
  }
}

/** Whether `toJson` of a chart is that of cdk8s, from any copy of cdk8s. */
function hasStockRendering(chart: Chart): boolean {
  for (let at: object | null = chart; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, 'toJson')) continue;
    const type = at.constructor as unknown as Record<symbol, { readonly fqn?: string } | undefined>;
    return Object.hasOwn(at, 'constructor') && Object.hasOwn(type, JSII) && type[JSII]?.fqn === 'cdk8s.Chart';
  }
  return false;
}

const JSII = Symbol.for('jsii.rtti');

/** These fields appear in listings and logs of every cluster. */
const PUBLIC_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * A copy of a document in which every marked secret is replaced.
 *
 * @param reveal Returns the text to write for a secret.
 */
export function withSecrets(json: unknown, markers: Markers, reveal: (secret: SecretValue) => string): unknown {
  if (typeof json === 'string') return markers.isIn(json) ? markers.replace(json, reveal) : json;
  if (SecretValue.isSecretValue(json)) return reveal(json);
  if (Array.isArray(json)) return json.map((item) => withSecrets(item, markers, reveal));
  if (!isPlain(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withSecrets(value, markers, reveal)]));
}

/** Whether a value is, or holds, a secret. */
export function holdsSecret(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return SecretValue.isSecretValue(value) || Object.values(value).some((inner) => holdsSecret(inner, depth + 1));
}

// Deeper than any manifest; a value that contains itself ends here.
const DEEPEST = 50;

interface Inspection {
  readonly secrets: { readonly key: readonly string[]; readonly secret: SecretValue }[];
  readonly terraform: (readonly string[])[];
  readonly placeholders: (readonly string[])[];
  /** Texts with a reserved character. */
  readonly reserved: (readonly string[])[];
  /** A value that is not plain data. */
  readonly foreign: { readonly key: readonly string[]; readonly what: string }[];
}

// The length of a late number of cdktf; the marker of a secret is longer. Most keys and many values are shorter.
const SHORTEST_TRACE = '-1e+300'.length;

function inspect(json: unknown, markers: Markers): Inspection {
  const found: Inspection = { secrets: [], terraform: [], placeholders: [], reserved: [], foreign: [] };
  const key: string[] = [];
  const above: unknown[] = [];
  const text = (value: string): void => {
    if (!markers.isIn(value) && holdsReserved(value)) found.reserved.push([...key]);
    if (value.length < SHORTEST_TRACE) return;
    if (holdsTerraformText(value)) found.terraform.push([...key]);
    if (holdsPlaceholder(value)) found.placeholders.push([...key]);
    if (!markers.isIn(value)) return;
    for (const secret of markers.find(value)) {
      if (secret === undefined) found.terraform.push([...key]);
      else found.secrets.push({ key: [...key], secret });
    }
  };
  const visit = (value: unknown): void => {
    if (typeof value === 'string') text(value);
    else if (typeof value === 'number') {
      if (isTerraformNumber(value)) found.terraform.push([...key]);
    } else if (typeof value === 'object' && value !== null) visitObject(value);
  };
  const visitObject = (value: object): void => {
    const isList = Array.isArray(value);
    if (SecretValue.isSecretValue(value)) found.secrets.push({ key: [...key], secret: value });
    else if (above.includes(value)) found.foreign.push({ key: [...key], what: 'itself' });
    else if (!isList && !isPlain(value)) {
      // Every YAML writer supports dates.
      if (!(value instanceof Date)) found.foreign.push({ key: [...key], what: typeName(value) });
    } else {
      above.push(value);
      for (const name of Object.keys(value)) {
        key.push(name);
        if (!isList) text(name);
        visit((value as Readonly<Record<string, unknown>>)[name]);
        key.pop();
      }
      above.pop();
    }
  };
  visit(json);
  return found;
}
