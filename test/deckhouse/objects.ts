import { ApiObject, Chart, Testing } from 'cdk8s';
import type { ApiObjectMetadata, App } from 'cdk8s';
import type { Construct } from 'constructs';

import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { NodeGroup } from '../../lib/deckhouse/resources/cluster-objects';
import type { NodeGroupSpec } from '../../lib/deckhouse/kinds/node-group-spec';
import { errorsOf } from '../support/errors';
import { findingsOf, line } from '../support/findings';

/** A plain app with one chart, of a named release. */
export function program(release = '1.77'): { readonly app: App; readonly chart: Chart } {
  const app = Testing.app();
  DeckhouseRelease.of(release).setFor(app);
  return { app, chart: new Chart(app, 'c') };
}

/** An empty chart `c` below an app that names a release. */
export function chartFor(release = '1.76'): Chart {
  return program(release).chart;
}

/** A NodeGroup whose construct has its name. */
export function group(scope: Construct, name: string, spec: NodeGroupSpec): NodeGroup {
  return new NodeGroup(scope, name, { metadata: { name }, spec });
}

/** The fields of a hand-written object beside its kind. */
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

/** The findings about a single NodeGroup `c/NAME`, by its constructor or at synth: `CODE path property: message`. */
export function judged(spec: NodeGroupSpec, name = 'g', release = '1.77'): string[] {
  const { app, chart } = program(release);
  const errors = errorsOf(() => group(chart, name, spec));
  return (errors.length > 0 ? errors : findingsOf(app)).map(line);
}
