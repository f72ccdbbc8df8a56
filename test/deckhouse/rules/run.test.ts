import { CORE } from '../../../lib/core/codes';
import { OBJECT_RULES, TREE_RULES } from '../../../lib/deckhouse/rules';
import type { ObjectRule, TreeRule } from '../../../lib/deckhouse/rules/rule';
import { group, program } from '../objects';
import { refusals } from '../../support/errors';
import { found, foundOf } from '../../support/findings';

const STATIC = { nodeType: 'Static' } as const;

/** Adds a rule for the time of an action. */
function withRule<R>(rules: readonly R[], rule: R, action: () => void): void {
  (rules as R[]).unshift(rule);
  try {
    action();
  } finally {
    (rules as R[]).shift();
  }
}

function giveUp(): never {
  throw new TypeError('boom');
}

describe('a rule that gives up', () => {
  const advice: ObjectRule = { finding: { ...CORE.badIp, level: 'warning' }, kinds: ['NodeGroup'], check: giveUp };
  const tree: TreeRule = { finding: CORE.badIp, check: giveUp };
  const master = [
    'KV3311 c/master spec.disruptions.approvalMode',
    'KV3312 c/master spec.nodeTemplate.labels',
    'KV3312 c/master spec.nodeTemplate.labels',
    'KV3313 c/master spec.nodeTemplate.taints',
  ];

  it('over one object hides none of the others', () => {
    const { app, chart } = program();
    group(chart, 'master', STATIC);
    withRule(OBJECT_RULES, advice, () => {
      expect(found(app)).toEqual(['KV1006 c/master', ...master]);
    });
  });

  it('over the tree hides none of the others, and is named', () => {
    const { app, chart } = program();
    group(chart, 'master', { ...STATIC, staticInstances: { count: 9 } });
    withRule(TREE_RULES, tree, () => {
      expect(found(app)).toEqual(
        expect.arrayContaining(['KV1006', 'KV3101 c/master spec.staticInstances.count', ...master]),
      );
      expect(foundOf(app, 'KV1006')[0]?.message).toContain('the rule KV1301 could not be checked: boom');
    });
  });

  it('in a constructor is an error with a code', () => {
    const { chart } = program();
    withRule(OBJECT_RULES, { ...advice, finding: CORE.badIp }, () => {
      expect(refusals(() => group(chart, 'g', STATIC))).toEqual(['KV1006']);
    });
  });
});

it('every rule has a code of its own, and says where it comes from', () => {
  const rules = [...OBJECT_RULES, ...TREE_RULES].map(({ finding }) => finding);
  expect(new Set(rules.map((r) => r.code)).size).toBe(rules.length);
  for (const { title, explanation, source } of rules) {
    expect(title).toMatch(/^\S.{9,}[^.]$/);
    expect(explanation).toMatch(/[.)]$/);
    expect(source).not.toBe('');
  }
});

it('an object that breaks its table is judged by the table alone', () => {
  const { app, chart } = program();
  const g = group(chart, 'master', STATIC);
  g.addJsonPatch({ _toJson: () => ({ op: 'replace', path: '/spec/nodeType', value: 7 }) } as never);
  expect(found(app)).toEqual(['KV1204 c/master spec.nodeType']);
});
