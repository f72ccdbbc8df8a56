import type { ApiObject } from 'cdk8s';

let held: ReadonlyMap<ApiObject, unknown> = new Map();

/**
 * The manifest of an object as it will be written, with placeholders in place of secrets.
 *
 * During a synth of ClusterApp every object has been rendered before the first check runs, and each call returns that
 * one result: do not change it. Outside of a synth, and under a plain cdk8s.App, the object is rendered by each call.
 *
 * @param object The object.
 * @returns The manifest; undefined when the object cannot be rendered, which is an error of the synth in any case.
 */
export function renderedManifest(object: ApiObject): unknown {
  return held.has(object) ? held.get(object) : (object.toJson() as unknown);
}

/**
 * Lets `renderedManifest` answer from these manifests while an action runs. Afterwards the objects may have changed.
 *
 * @internal
 */
export function whileRendered<T>(manifests: ReadonlyMap<ApiObject, unknown>, action: () => T): T {
  const before = held;
  held = manifests;
  try {
    return action();
  } finally {
    held = before;
  }
}
