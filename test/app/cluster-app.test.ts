import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp } from '../../lib/app';

test('a chart becomes a file', () => {
  const app = ClusterApp.forTesting();
  const chart = new Chart(app, 'prod');
  new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: '1' } } as never);
  app.synth();
  expect(readdirSync(app.outdir)).toEqual(['prod.k8s.yaml']);
  expect(readFileSync(join(app.outdir, 'prod.k8s.yaml'), 'utf8')).toContain('kind: ConfigMap');
  console.log(readFileSync(join(app.kvorumOutdir, 'report.json'), 'utf8'), readFileSync(join(app.kvorumOutdir, '.written.json'), 'utf8'));
});
