import type { Chart } from 'cdk8s';

import { ExistingObjects, InitConfiguration, NodeGroup, StaticInstance } from '../../../lib/deckhouse';
import { program } from '../objects';
import { codesOf } from '../../support/errors';
import { found } from '../../support/findings';
import { clusterDocument, yandexDocument } from '../documents';
import { Findings } from '../../../lib/core';

// Some faults are refused by the platform from a release on, and do harm before. Before, they are advice under a code of
// their own, which can be accepted; from then on they cannot.

type Build = (chart: Chart) => unknown;

const CASES: readonly (readonly [what: string, since: string, before: string, code: string, advice: string, Build])[] =
  [
    [
      'options of another container runtime',
      '1.76',
      '1.75',
      'KV3305',
      'KV3315',
      (chart) =>
        new NodeGroup(chart, 'g', {
          metadata: { name: 'g' },
          spec: { nodeType: 'Static', cri: { type: 'NotManaged', containerd: { maxConcurrentDownloads: 4 } } },
        }),
    ],
    [
      'an instance for a node that is there',
      '1.74',
      '1.73',
      'KV3507',
      'KV3509',
      (chart) => {
        ExistingObjects.of(chart).addNodeAddress('10.0.0.5');
        ExistingObjects.of(chart).addSshCredentials('ssh');
        const spec = { address: '10.0.0.5', credentialsRef: { kind: 'SSHCredentials', name: 'ssh' } } as const;
        new StaticInstance(chart, 'i', { metadata: { name: 'i' }, spec });
      },
    ],
    [
      'a text that is no public key',
      '1.76',
      '1.75',
      'KV3627',
      'KV3631',
      (chart) => (clusterDocument(chart), yandexDocument(chart, { sshPublicKey: 'junk' })),
    ],
    [
      'Services in the network of the Pods',
      '1.69',
      '1.68',
      'KV3704',
      'KV3713',
      (chart) => (clusterDocument(chart, { serviceSubnetCIDR: '10.111.0.0/20' }), yandexDocument(chart)),
    ],
    [
      'a CA certificate for a registry without https',
      '1.71',
      '1.70',
      'KV3708',
      'KV3715',
      (chart) =>
        new InitConfiguration(chart, 'init', {
          deckhouse: { imagesRepo: 'r.example.com/dh/ee', registryScheme: 'HTTP', registryCA: 'PEM' },
        }),
    ],
  ];

describe.each(CASES)('%s', (_what, since, before, code, advice, build) => {
  const codesFor = (release: string): string[] => {
    const { app, chart } = program(release);
    const refused = codesOf(() => build(chart));
    return refused.length > 0 ? refused : found(app).map((text) => text.slice(0, 6));
  };

  it(`is refused from ${since}, for good`, () => {
    expect(codesFor(since)).toContain(code);
    expect(codesFor(since)).not.toContain(advice);
    expect(codesOf(() => Findings.of(program().app).acknowledge(code, 'no'))).toEqual(['KV1002']);
  });

  it(`is advice in ${before}, and can be accepted`, () => {
    const { app, chart } = program(before);
    build(chart);
    const codes = (): string[] => found(app).map((text) => text.slice(0, 6));
    expect(codes()).toContain(advice);
    expect(codes()).not.toContain(code);
    Findings.of(chart).acknowledge(advice, 'for the test');
    expect(codes()).not.toContain(advice);
  });
});
