import type { IConstruct } from 'constructs';

import type { FindingDetails } from '../../core/error';
import type { FindingKind, FindingLevel } from '../../core/finding-kind';
import { defineFinding } from '../../core/finding-kind';
import type { ObjectView } from './object-view';
import type { DeckhouseTree } from './tree';

/** What a rule says about itself. It goes into `docs/rules.md` and `docs/errors.md`. */
export interface RuleText {
  /** Its code, KV3100 to KV3999. */
  readonly code: string;
  readonly level: FindingLevel;
  /** True when the platform accepts it and the rule is our advice: then it can be acknowledged. Warnings always can. */
  readonly advice?: boolean;
  /** What must not be, one line, lower case. */
  readonly title: string;
  /** Why, and what to do. */
  readonly explanation: string;
  /** Where it comes from: a schema, a webhook, dhctl, a measured behaviour, or our own advice. */
  readonly source: string;
}

/** Tells what is wrong at a property of the object. */
export type Say = (property: string, details: Omit<FindingDetails, 'property'>) => void;

/** Tells what is wrong at a construct. */
export type SayAt = (scope: IConstruct, property: string, details: Omit<FindingDetails, 'property'>) => void;

/** A rule that one object decides alone. */
export interface ObjectRule {
  readonly finding: FindingKind;
  /** Kinds of objects or documents that it looks at. */
  readonly kinds: readonly string[];
  readonly check: (view: ObjectView<unknown>, say: Say) => void;
}

/** A rule over all objects of a cluster, wherever in the program they stand. */
export interface TreeRule {
  readonly finding: FindingKind;
  readonly check: (tree: DeckhouseTree, say: SayAt) => void;
}

/**
 * Defines a rule that one object decides alone. Errors of the platform are raised by the constructor, and again at
 * synth for what patches and late values made of the object; advice and warnings are reported at synth.
 *
 * @param text What the rule says about itself.
 * @param kinds The kinds it looks at.
 * @param check Calls `say` for every fault.
 */
export function objectRule<T>(
  text: RuleText,
  kinds: readonly string[],
  check: (view: ObjectView<T>, say: Say) => void,
): ObjectRule {
  return { finding: defineFinding('deckhouse', { ...text, rule: true }), kinds, check: check as ObjectRule['check'] };
}

/**
 * Defines a rule over all objects of a cluster. It runs at synth.
 *
 * @param text What the rule says about itself.
 * @param check Calls `say` for every fault.
 */
export function treeRule(text: RuleText, check: TreeRule['check']): TreeRule {
  return { finding: defineFinding('deckhouse', { ...text, rule: true }), check };
}

/** Whether an export of a file of rules is a rule. */
export function isRule(x: unknown): x is ObjectRule | TreeRule {
  return typeof x === 'object' && x !== null && 'finding' in x && 'check' in x;
}
