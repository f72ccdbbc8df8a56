import { Chart } from 'cdk8s';

import { group, handWritten, program } from '../objects';
import { acknowledged, found, foundOf, line } from '../../support/findings';

const requests = { resources: { requests: { cpu: '100m' } } };
const pod = (containers: unknown = [{ name: 'a', ...requests }], schedulerName = 'high-node-utilization') => ({
  schedulerName,
  containers,
});
const template = (spec: unknown) => ({ template: { spec } });

function said(code: string, kind: string, spec: unknown, release?: string): string[] {
  const { app, chart } = program(release);
  group(chart, 'g', { nodeType: 'Static' });
  handWritten(new Chart(app, 'd'), kind, 'x', { apiVersion: 'apps/v1', spec });
  return foundOf(app, code).map(line);
}

describe('KV3381: the profile high-node-utilization', () => {
  it.each([
    ['Pod', 'spec', pod()],
    ['Deployment', 'spec.template.spec', template(pod())],
    ['StatefulSet', 'spec.template.spec', template(pod())],
    ['DaemonSet', 'spec.template.spec', template(pod())],
    ['ReplicaSet', 'spec.template.spec', template(pod())],
    ['Job', 'spec.template.spec', template(pod())],
    ['CronJob', 'spec.jobTemplate.spec.template.spec', { jobTemplate: { spec: template(pod()) } }],
  ])('is unknown before 1.67, in a %s as well', (kind, at, spec) => {
    expect(said('KV3381', kind, spec, '1.66')).toEqual([
      `KV3381 d/hand-${kind}-x ${at}.schedulerName: the scheduler profile exists from release 1.67`,
    ]);
    expect(said('KV3381', kind, spec, '1.67')).toEqual([]);
  });

  it('is not meant by Pods of another scheduler', () => {
    expect(said('KV3381', 'Pod', pod([], 'default-scheduler'), '1.66')).toEqual([]);
  });
});

describe('KV3382: a Pod on that profile', () => {
  it('requests what it uses', () => {
    const containers = [{ name: 'a', ...requests }, { name: 'b' }, { resources: { requests: {} } }];
    const { app, chart } = program();
    group(chart, 'g', { nodeType: 'Static' });
    handWritten(chart, 'Deployment', 'x', { spec: template(pod(containers)) });
    expect(foundOf(app, 'KV3382').map(line)).toEqual([
      'KV3382 c/hand-Deployment-x spec.template.spec.containers: containers without requests',
    ]);
    expect(foundOf(app, 'KV3382')[0]?.given).toBe('b, ?');
    expect(acknowledged(app, 'KV3382')).toEqual([]);
  });

  it('is fine with requests, or on another profile', () => {
    expect(said('KV3382', 'Pod', pod())).toEqual([]);
    expect(said('KV3382', 'Pod', pod([{ name: 'a' }], 'default-scheduler'))).toEqual([]);
    expect(said('KV3382', 'ConfigMap', pod([{ name: 'a' }]))).toEqual([]);
  });
});

it.each([
  ['Pod', undefined],
  ['Pod', 'x'],
  ['Pod', pod('x')],
  ['Pod', pod([null, 'x', 7])],
  ['Deployment', { template: null }],
  ['constructor', pod()],
  ['toString', {}],
])('a %s with the spec %j ends no check', (kind, spec) => {
  const { app, chart } = program('1.67');
  group(chart, 'g', { nodeType: 'Static' });
  handWritten(chart, kind, 'x', { spec });
  expect(found(app)).toEqual([]);
});
