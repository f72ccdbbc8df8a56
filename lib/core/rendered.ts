import type { ApiObject } from 'cdk8s';

import { withPlaceholders } from './secret-value';

interface Rendered {
  readonly manifest: unknown;
}

const rendered = new WeakMap<ApiObject, Rendered>();

/**
 * The manifest of an object as it will be written, with placeholders in place of secrets.
 *
 * During a synth of ClusterApp every object has been rendered before the first check runs, and each call returns that
 * one result: do not change it. Outside of a synth, and under a plain cdk8s.App, the object is rendered anew.
 *
 * @param object The object.
 * @returns The manifest; undefined when the object cannot be rendered, which is an error of the synth already.
 */
export function renderedManifest(object: ApiObject): unknown {
  const known = rendered.get(object);
  return known === undefined ? withPlaceholders(() => object.toJson() as unknown) : known.manifest;
}

/**
 * Keeps what an object was rendered to until the synth ends.
 *
 * @internal
 */
export function keepRendered(object: ApiObject, manifest: unknown): void {
  rendered.set(object, { manifest });
}

/**
 * Ends the synth's hold on an object: the user may change it before the next one.
 *
 * @internal
 */
export function forgetRendered(object: ApiObject): void {
  rendered.delete(object);
}
