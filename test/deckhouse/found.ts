import { ApiObject, Chart, Testing } from 'cdk8s';
import type { ApiObjectMetadata, App } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

import { collectFindings, Findings, KvorumError } from '../../lib/core';
import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { NodeGroup } from '../../lib/deckhouse/resources/cluster-objects';
import type { NodeGroupSpec } from '../../lib/deckhouse/kinds/node-group-spec';

/** A plain app with one chart, of a named release. */
export function program(release = '1.77'): { readonly app: App; readonly chart: Chart } {
  const app = Testing.app();
  DeckhouseRelease.of(release).setFor(app);
  return { app, chart: new Chart(app, 'c') };
}

/** A NodeGroup whose construct has its name. */
export function group(scope: Construct, name: string, spec: NodeGroupSpec): NodeGroup {
  return new NodeGroup(scope, name, { metadata: { name }, spec });
}

/** What a hand-written object holds beside its kind. */
export interface HandWritten {
  readonly apiVersion?: string;
  readonly metadata?: ApiObjectMetadata;
  readonly [field: string]: unknown;
}

/** An object that the library did not make. Its construct is called `hand-KIND-ID`. */
export function handWritten(scope: Construct, kind: string, id: string, fields: HandWritten = {}): ApiObject {
  const all = { apiVersion: 'deckhouse.io/v1', metadata: { name: id }, ...fields, kind };
  return new ApiObject(scope, `hand-${kind}-${id}`, all);
}

/** Every finding of a tree, as `code path property`, sorted. */
export function found(root: IConstruct): string[] {
  return all(root)
    .map(({ code, path, property }) => `${code} ${path} ${property}`.trim())
    .sort();
}

/** The findings of one code: errors and warnings that nobody has acknowledged. */
export function foundOf(root: IConstruct, code: string): KvorumError[] {
  return all(root).filter((e) => e.code === code);
}

/** The errors that an action throws. It fails the test when there are none, or when they are no errors of the library. */
export function errorsOf(action: () => unknown): readonly KvorumError[] {
  try {
    action();
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e.all;
    throw new Error(`a foreign error: ${String(e)}`, { cause: e });
  }
  throw new Error('nothing was thrown');
}

/** The errors that an action throws, as `code property`. */
export function refused(action: () => unknown): string[] {
  return errorsOf(action).map(({ code, property }) => `${code} ${property}`.trim());
}

function all(root: IConstruct): KvorumError[] {
  const { errors, warnings } = collectFindings(root);
  return [...errors, ...warnings.map(({ type, scope, details }) => new KvorumError(type, scope, details))];
}

/** What is said about a single NodeGroup `c/NAME`, by its constructor or at synth: `code path property: message`. */
export function judged(spec: NodeGroupSpec, name = 'g', release = '1.77'): string[] {
  const { app, chart } = program(release);
  let errors: readonly KvorumError[];
  try {
    group(chart, name, spec);
    errors = all(app);
  } catch (e) {
    if (!KvorumError.isKvorumError(e)) throw e;
    errors = e.all;
  }
  return errors.map(line);
}

/** One finding as `code path property: message`, its first line. */
export function line({ code, path, property, message }: KvorumError): string {
  return `${[code, path, property].join(' ').trim()}: ${(message.split('\n')[0] ?? '').replace(/^.*?\]: /, '')}`;
}

/** Whether a finding can be accepted with a reason: tells the code of the refusal, or what is left of the findings. */
export function acknowledged(root: IConstruct, code: string): string[] {
  try {
    Findings.of(root).acknowledge(code, 'for the test');
  } catch (e) {
    if (!KvorumError.isKvorumError(e)) throw e;
    return [e.code];
  }
  return found(root);
}
