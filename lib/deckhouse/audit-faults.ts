import type { CheckedSource } from '../audit/check';
import { AUDIT } from '../audit/codes';
import type { AuditFault } from '../audit/fault';
import { covers } from '../audit/lint/covers';
import type { AuditPolicySpec } from '../audit/model';
import { defineFinding } from '../core/finding-type';
import { builtInAuditRules } from './audit-built-in-rules';
import type { DeckhouseRelease } from './release';

const HOOK = "Deckhouse's hook of the audit policy";

const NOT_READ = defineFinding('deckhouse', {
  code: 'KV3901',
  level: 'error',
  title: 'Deckhouse refuses the file of an audit policy',
  explanation:
    'Its hook reads the file strictly: an unknown field or a duplicate key fails it, the queue stops, and the ' +
    'previous policy stays in force.',
  fix: 'remove the unknown field, or one of the two keys',
  source: HOOK,
});

const DROPPED = defineFinding('deckhouse', {
  code: 'KV3902',
  level: 'warning',
  title: 'Deckhouse drops a field of an audit policy',
  explanation: 'It keeps only omitStages and rules.',
  fix: 'set omitManagedFields in the rules',
  source: HOOK,
});

const NO_OUTCOME = defineFinding('deckhouse', {
  code: 'KV3903',
  level: 'warning',
  title: 'the built-in rules of Deckhouse lose a stage, too',
  explanation:
    'omitStages of the policy applies to the built-in rules, too: without ResponseComplete the log does ' +
    'not show how a request ended. ' +
    'Set it in the rules.',
  fix: 'set omitStages in the rules',
  source: HOOK,
});

const TAKEN = defineFinding('deckhouse', {
  code: 'KV3904',
  level: 'warning',
  title: 'a rule is never reached: a built-in rule of Deckhouse matches all its requests',
  explanation: 'The built-in rules come first.',
  fix: 'remove the rule, or switch the built-in rules off and write all rules yourself',
  source: "Deckhouse's documentation of its audit rules",
});

/** The effects of Deckhouse on a policy: fields that it drops, requests that its own rules take. */
export function deckhouseAuditFaults(
  spec: AuditPolicySpec,
  release: DeckhouseRelease,
  builtInRules: boolean,
): readonly AuditFault[] {
  const faults: AuditFault[] = [];
  if (spec.omitManagedFields === true) {
    const details = { message: 'Deckhouse drops omitManagedFields of the policy' };
    faults.push({ type: DROPPED, path: ['omitManagedFields'], details });
  }
  const stage = (spec.omitStages ?? []).indexOf('ResponseComplete');
  if (builtInRules && stage >= 0) {
    const details = { message: 'the built-in rules no longer log how a request ended', given: 'ResponseComplete' };
    faults.push({ type: NO_OUTCOME, path: ['omitStages', stage], details });
  }
  if (!builtInRules) return faults;
  const builtIn = builtInAuditRules(release);
  spec.rules.forEach((rule, i) => {
    const taken = builtIn.find((b) => covers(b.rule.spec, rule));
    if (taken === undefined) return;
    const details = { message: `a built-in rule of ${release.name} matches all its requests: ${taken.about}` };
    faults.push({ type: TAKEN, path: ['rules', i], details });
  });
  return faults;
}

/** The faults that Deckhouse's hook finds in a file. */
export function deckhouseFileFaults({ source, spec, ignored }: CheckedSource): readonly AuditFault[] {
  const refused = ignored
    .filter(({ type }) => type === AUDIT.unknownField || type === AUDIT.repeatedKey)
    .map((fault) => ({ ...fault, type: NOT_READ }));
  const { root } = source;
  const isGiven = root?.type === 'map' && root.entries.some(({ key }) => key === 'metadata');
  if (!isGiven || spec.rules === undefined) return refused;
  return [...refused, { type: DROPPED, path: ['metadata'], details: { message: 'Deckhouse drops the metadata' } }];
}
