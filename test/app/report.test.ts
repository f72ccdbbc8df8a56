import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Chart } from 'cdk8s';
import { DataResource, TerraformStack } from 'cdktf';

import { ClusterApp } from '../../lib/app';
import { defineFinding, Findings, OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();
const warning = defineFinding('app', {
  code: 'KV1997',
  level: 'warning',
  title: 'something to know',
  explanation: 'Know it.',
  source: 'test',
});

function program(outdir: string): ClusterApp {
  const app = new ClusterApp({ outdir });
  const chart = new Chart(app, 'prod');
  configMap(chart, 'settings');
  configMap(chart, 'credentials', { password: SecretValue.unsafePlainText('hunter2') });
  const later = new Chart(app, 'a-later');
  configMap(later, 'other');
  later.addDependency(chart);
  new DataResource(new TerraformStack(app, 'infra'), 'vm');
  new OutputFile(app, 'script', { path: 'prod/run.sh', content: '#!/bin/sh\n', mode: 0o755 });
  new OutputFile(app, 'key', { path: 'prod/key', content: SecretValue.unsafePlainText('hunter2'), mode: 0o400 });
  Findings.of(later).report(warning, { message: 'look', property: 'data', given: 'x', allowed: 'y', fix: 'z' });
  Findings.of(chart).report(warning, { message: 'known' });
  Findings.of(chart).acknowledge('KV1997', 'since 2024');
  return app;
}

test('the report says what was written, warned of, accepted, and in which order it is applied', () => {
  stderrOf(() => program(join(folder(), 'dist')).synth());
  const report = JSON.parse(readFileSync(join(folder(), 'kvorum.out/report.json'), 'utf8'));
  const sha256 = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder(), path)))
      .digest('hex');
  const file = (to: string, path: string, kind: string, mode: string, constructs: string[], place: string): object => ({
    folder: to,
    path,
    kind,
    mode,
    sha256: sha256(`${place}/${path}`),
    constructs,
  });
  expect(report).toEqual({
    version: 1,
    files: [
      { folder: 'files', path: 'prod/key', kind: 'file', mode: '0400', secret: true, constructs: ['key'] },
      file('files', 'prod/run.sh', 'file', '0755', ['script'], 'kvorum.out'),
      {
        folder: 'manifests',
        path: '0000-prod-secrets.k8s.yaml',
        kind: 'manifest',
        mode: '0600',
        secret: true,
        constructs: ['prod'],
      },
      file('manifests', '0000-prod.k8s.yaml', 'manifest', '0644', ['prod'], 'dist'),
      file('manifests', '0001-a-later.k8s.yaml', 'manifest', '0644', ['a-later'], 'dist'),
      file('terraform', 'manifest.json', 'stack', '0644', [], 'cdktf.out'),
      file('terraform', 'stacks/infra/cdk.tf.json', 'stack', '0644', ['infra'], 'cdktf.out'),
    ],
    warnings: [
      { code: 'KV1997', path: 'a-later', property: 'data', message: 'look', given: 'x', allowed: 'y', fix: 'z' },
    ],
    acknowledgements: [
      { code: 'KV1997', path: 'prod', message: 'known', reason: 'since 2024', acknowledgedAt: 'prod' },
    ],
    phases: [
      { path: 'infra', kind: 'stack', dependsOn: [], files: ['terraform/stacks/infra/cdk.tf.json'] },
      {
        path: 'prod',
        kind: 'chart',
        dependsOn: [],
        files: ['manifests/0000-prod.k8s.yaml', 'manifests/0000-prod-secrets.k8s.yaml'],
      },
      { path: 'a-later', kind: 'chart', dependsOn: ['prod'], files: ['manifests/0001-a-later.k8s.yaml'] },
    ],
  });
});

test('every byte is the same in another folder, locale, time zone and with another umask', () => {
  const here = join(folder(), 'here');
  const there = join(folder(), 'there/with a longer name');
  mkdirSync(there, { recursive: true });
  const environment = { ...process.env };
  const mask = process.umask();
  try {
    stderrOf(() => program(join(here, 'dist')).synth());
    Object.assign(process.env, { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    process.umask(0o077);
    stderrOf(() => program(join(there, 'dist')).synth());
  } finally {
    process.umask(mask);
    process.env = environment;
  }
  expect(textsBelow(there)).toEqual(textsBelow(here));
});
