import type { App } from 'cdk8s';
import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';

import type { FindingType } from '../../lib/core';
import {
  CODE_RANGES,
  collectFindings,
  defineFinding,
  findingType,
  findingTypes,
  Findings,
  formatWarning,
  isAcknowledgeable,
  KvorumError,
} from '../../lib/core';
import { errorOf } from '../support/errors';
import { stderrOf } from '../support/stderr';

function define(code: string, level: 'error' | 'warning', advice?: boolean): FindingType {
  return defineFinding('core', {
    code,
    level,
    title: `title of ${code}`,
    explanation: 'Why.',
    fix: 'look',
    source: 'test',
    advice,
  });
}

const warning = define('KV1490', 'warning');
const advice = define('KV1491', 'error', true);
const platform = define('KV1492', 'error');

let root: Construct;
let prod: Construct;
let worker: Construct;
beforeEach(() => {
  root = new Construct(undefined as never, '');
  prod = new Construct(root, 'prod');
  worker = new Construct(prod, 'worker');
});

describe('the registry of codes', () => {
  test('knows every kind by its code, in order', () => {
    expect(findingType('KV1490')).toBe(warning);
    expect(findingType('KV0000')).toBeUndefined();
    const codes = findingTypes().map((k) => k.code);
    expect(codes).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('refuses a code that is taken, malformed or of another room', () => {
    expect(() => define('KV1490', 'warning')).toThrow('defined twice');
    for (const code of ['KV1500', 'KV999', 'KV12345', 'XX1200', 'kv1200']) {
      expect(() => define(code, 'error')).toThrow('outside the range');
    }
    expect(() => defineFinding('nowhere', { ...platform, code: 'KV1493' })).toThrow('outside the range');
  });

  test('gives each room numbers of its own', () => {
    const sorted = [...CODE_RANGES].sort((a, b) => a.from - b.from);
    sorted.slice(1).forEach((range, i) => expect(range.from).toBeGreaterThan(sorted[i]!.to));
  });

  test('lets warnings and our own advice be acknowledged, and nothing else', () => {
    expect([warning, advice, platform].map(isAcknowledgeable)).toEqual([true, true, false]);
  });
});

describe('an acknowledgement', () => {
  test('silences warnings and advice at its construct and below, and keeps the reason', () => {
    Findings.of(worker).report(warning, { message: 'look' });
    Findings.of(worker).report(advice, { message: 'unwise' });
    Findings.of(prod).acknowledge('KV1490', ' we know ');
    Findings.of(root).acknowledge('KV1491', 'a lab');
    const { errors, warnings, acknowledged } = collectFindings(root);
    expect([errors, warnings]).toEqual([[], []]);
    expect(acknowledged.map((a) => [a.type.code, a.reason, a.acknowledgedAt])).toEqual([
      ['KV1490', 'we know', 'prod'],
      ['KV1491', 'a lab', ''],
    ]);
  });

  test('does not reach what stands beside it or above', () => {
    Findings.of(prod).report(warning, { message: 'look' });
    Findings.of(worker).acknowledge('KV1490', 'not here');
    const { warnings } = collectFindings(root);
    expect(warnings.map((w) => [w.type.code, w.scope.node.path])).toEqual([
      ['KV1490', 'prod'],
      ['KV1004', 'prod/worker'],
    ]);
  });

  test('of something that never fires is itself a warning', () => {
    Findings.of(prod).acknowledge('KV1491', 'just in case');
    const [unused] = collectFindings(root).warnings;
    expect([unused!.type.code, unused!.details.message]).toEqual(['KV1004', 'no finding here has the code KV1491']);
    expect(unused!.details.given).toBe('KV1491');
  });

  test('is refused for what the platform itself refuses, for unknown codes, and without a reason', () => {
    const findings = Findings.of(prod);
    expect(errorOf(() => findings.acknowledge('KV1492', 'please')).code).toBe('KV1002');
    expect(errorOf(() => findings.acknowledge('KV9999', 'please')).code).toBe('KV1001');
    for (const reason of ['', '  ', undefined, 7]) {
      expect(errorOf(() => findings.acknowledge('KV1490', reason as never)).code).toBe('KV1003');
    }
  });
});

describe('collecting', () => {
  test('asks every check once and sorts what it found by level', () => {
    let asked = 0;
    Findings.of(worker).addCheck(() => {
      asked++;
      return [
        { type: platform, scope: prod, details: { message: 'refused' } },
        { type: warning, scope: worker, details: { message: 'look' } },
      ];
    });
    const { errors, warnings } = collectFindings(root);
    expect(asked).toBe(1);
    expect(errors.map((e) => e.message.split('\n')[0])).toEqual(['KV1492 [prod]: refused']);
    expect(warnings.map(formatWarning)).toEqual(['warning KV1490 [prod/worker]: look\n  change:  look']);
  });

  test('takes in findings that the caller made, and they can be acknowledged like all others', () => {
    const extra = [{ type: advice, scope: worker, details: { message: 'from outside' } }];
    expect(collectFindings(root, extra).errors.map((e) => e.code)).toEqual(['KV1491']);
    Findings.of(prod).acknowledge('KV1491', 'known');
    expect(collectFindings(root, extra).errors).toEqual([]);
  });

  test('takes in the validations of any construct, with its path', () => {
    worker.node.addValidation({ validate: () => ['too small', 'too slow'] });
    prod.node.addValidation({
      validate: () => {
        throw new Error('broken');
      },
    });
    expect(collectFindings(root).errors.map((e) => e.message.split('\n')[0])).toEqual([
      'KV1005 [prod]: broken',
      'KV1005 [prod/worker]: too small',
      'KV1005 [prod/worker]: too slow',
    ]);
  });

  test('goes on when a check gives up', () => {
    Findings.of(prod).addCheck(() => {
      throw new KvorumError(platform, undefined, { message: 'thrown' });
    });
    Findings.of(prod).addCheck(() => {
      throw new TypeError('x is undefined');
    });
    Findings.of(worker).report(platform, { message: 'still seen' });
    expect(collectFindings(root).errors.map((e) => e.message.split('\n')[0])).toEqual([
      'KV1492 [prod]: thrown',
      'KV1006 [prod]: a check failed: x is undefined',
      'KV1492 [prod/worker]: still seen',
    ]);
  });
});

describe('under a plain cdk8s.App', () => {
  function program(): { app: App; chart: Chart } {
    const app = Testing.app();
    return { app, chart: new Chart(app, 'prod') };
  }

  test('errors stop its synth like any validation', () => {
    const { app, chart } = program();
    Findings.of(chart).report(platform, { message: 'refused' });
    expect(() => app.synth()).toThrow('KV1492 [prod]: refused');
    expect(() => Testing.synth(chart)).toThrow('KV1492 [prod]: refused');
  });

  test('warnings are printed once, and acknowledged ones and advice are silent', () => {
    const { app, chart } = program();
    Findings.of(chart).report(warning, { message: 'look' });
    const other = new Chart(app, 'other');
    Findings.of(other).report(warning, { message: 'known' });
    Findings.of(other).report(advice, { message: 'unwise' });
    Findings.of(other).acknowledge('KV1490', 'we know');
    Findings.of(other).acknowledge('KV1491', 'a lab');
    const printed = stderrOf(() => {
      app.synth();
      app.synth();
    });
    expect(printed).toBe('warning KV1490 [prod]: look\n  change:  look\n');
  });

  test('a check that gives up stops it too', () => {
    const { app, chart } = program();
    Findings.of(chart).addCheck(() => {
      throw new KvorumError(platform, undefined, { message: 'thrown' });
    });
    expect(() => app.synth()).toThrow('KV1492 [prod]: thrown');
  });
});
