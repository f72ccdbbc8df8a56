import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';

/** A ConfigMap, the plainest of objects. */
export function configMap(chart: Chart, name: string, data: Record<string, unknown> = { key: 'value' }): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}
