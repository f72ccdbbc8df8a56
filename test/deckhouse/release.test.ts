import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';

import { collectFindings, Findings } from '../../lib/core';
import { ExistingObjects } from '../../lib/deckhouse/existing-objects';
import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { group } from './objects';
import { refusals } from '../support/errors';
import { acknowledged, found } from '../support/findings';

const STATIC = { nodeType: 'Static' } as const;

describe('of', () => {
  it.each([
    ['1.66', '1.66'],
    ['1.78', '1.78'],
    ['v1.76', '1.76'],
    ['1.76.3', '1.76'],
  ])('%s is release %s', (text, version) => {
    expect(DeckhouseRelease.of(text).version).toBe(version);
  });

  it.each([
    '1.65',
    '1.79',
    '1.100',
    '1.7',
    '2.70',
    '1.',
    '',
    '1.076',
    '1.76.',
    '1.76-rc1',
    ' 1.76',
    '1.76\n',
    '1.77.x',
    1.76,
    176,
    null,
    undefined,
    {},
    [],
    Symbol('1.76'),
    10n,
    () => '1.76',
  ])('%p is none', (text) => {
    expect(refusals(() => DeckhouseRelease.of(text as never))).toEqual(['KV3001']);
  });
});

describe('order', () => {
  it('goes by number, not by text', () => {
    expect(DeckhouseRelease.all().map((r) => r.version)).toEqual(Array.from({ length: 13 }, (_, i) => `1.${66 + i}`));
    const { V1_66, V1_70, V1_78 } = DeckhouseRelease;
    expect(
      [V1_66.compare(V1_78), V1_78.compare(V1_70), V1_70.compare(DeckhouseRelease.of('1.70'))].map(Math.sign),
    ).toEqual([-1, 1, 0]);
    expect([
      V1_70.isAtLeast('1.7'),
      V1_70.isAtLeast('1.70'),
      V1_70.isAtLeast('1.70.9'),
      V1_70.isAtLeast('1.100'),
      V1_78.isAtLeast('1.100'),
    ]).toEqual([true, true, true, false, false]);
  });

  it.each(['2.70', '', '70', 'v', '1.x'])('%p is no release to compare with', (text) => {
    expect(refusals(() => DeckhouseRelease.V1_76.isAtLeast(text))).toEqual(['KV3001']);
  });

  it('every constant is the release of its name', () => {
    for (const release of DeckhouseRelease.all()) {
      expect(DeckhouseRelease[`V${release.version.replace('.', '_')}` as 'V1_76'].compare(release)).toBe(0);
      expect([String(release), release.name]).toEqual([release.version, `Deckhouse ${release.version}`]);
    }
  });
});

describe('what a release reads', () => {
  it.each([
    ['1.66', 1, 1, 1, '1.27', '1.31', '1.29'],
    ['1.67', 1, 2, 2, '1.27', '1.31', '1.29'],
    ['1.69', 2, 2, 2, '1.28', '1.32', '1.30'],
    ['1.74', 2, 2, 2, '1.30', '1.34', '1.32'],
    ['1.76', 2, 2, 2, '1.31', '1.35', '1.33'],
    ['1.77', 3, 2, 3, '1.32', '1.36', '1.34'],
    ['1.78', 3, 2, 3, '1.32', '1.36', '1.34'],
  ])('%s', (version, cpm, global, nodeManager, first, last, usual) => {
    const release = DeckhouseRelease.of(version);
    const settings = (['control-plane-manager', 'global', 'node-manager'] as const).map((m) =>
      release.settingsVersion(m),
    );
    const { kubernetesVersions: known } = release;
    expect([...settings, known[0], known[known.length - 1], release.defaultKubernetesVersion]).toEqual([
      cpm,
      global,
      nodeManager,
      first,
      last,
      usual,
    ]);
    expect(known).toHaveLength(5);
    expect(known).toContain(usual);
  });
});

describe('the release of a scope', () => {
  it('is that of the nearest scope that set one, and can be set again', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    const inner = new Construct(chart, 'inner');
    expect(DeckhouseRelease.find(inner)).toBeUndefined();
    DeckhouseRelease.V1_66.setFor(app);
    expect(DeckhouseRelease.find(inner)?.version).toBe('1.66');
    DeckhouseRelease.V1_77.setFor(chart);
    DeckhouseRelease.V1_78.setFor(chart);
    expect([app, chart, inner].map((s) => DeckhouseRelease.for(s).version)).toEqual(['1.66', '1.78', '1.78']);
    expect(found(app)).toEqual([]);
  });

  it('is the default when nobody set one, with one warning at the first scope without one', () => {
    const app = Testing.app();
    const [one, two] = [new Chart(app, 'c'), new Chart(app, 'd')];
    expect([group(one, 'a', STATIC), group(one, 'b', STATIC), group(two, 'a', STATIC)].map((g) => g.release)).toEqual([
      DeckhouseRelease.DEFAULT,
      DeckhouseRelease.DEFAULT,
      DeckhouseRelease.DEFAULT,
    ]);
    expect(found(app)).toEqual(['KV3002 c']);
    expect(collectFindings(app).warnings[0]?.details.message).toContain('1.76');
    // An acknowledgement beside it is about something else.
    Findings.of(two).acknowledge('KV3002', 'for the test');
    expect(found(app)).toEqual(['KV1004 d', 'KV3002 c']);
  });

  it.each([[0], [1]])('can be left unnamed by an acknowledgement at the scope or above: %p', (level) => {
    const app = Testing.app();
    const chart = new Chart(app, 'c');
    group(chart, 'a', STATIC);
    expect(acknowledged([chart, app][level]!, 'KV3002')).toEqual([]);
  });

  it('is no release itself', () => {
    const chart = new Chart(Testing.app(), 'c');
    DeckhouseRelease.V1_76.setFor(chart);
    expect(DeckhouseRelease.isDeckhouseRelease(chart)).toBe(false);
    expect(DeckhouseRelease.isDeckhouseRelease(DeckhouseRelease.V1_76)).toBe(true);
    expect([undefined, null, '1.76', {}, 1].map((x) => DeckhouseRelease.isDeckhouseRelease(x))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('plain JavaScript', () => {
  const nothing = undefined as never;
  it.each<[string, () => unknown, string]>([
    ['setFor', () => DeckhouseRelease.V1_76.setFor(nothing), 'KV1007'],
    ['for', () => DeckhouseRelease.for(nothing), 'KV1007'],
    ['find', () => DeckhouseRelease.find(nothing), 'KV1007'],
    ['compare', () => DeckhouseRelease.V1_76.compare(nothing), 'KV3001'],
    ['ExistingObjects.of', () => ExistingObjects.of(nothing), 'KV1007'],
  ])('%s refuses nothing', (_what, action, code) => {
    expect(refusals(action)).toEqual([code]);
  });
});
