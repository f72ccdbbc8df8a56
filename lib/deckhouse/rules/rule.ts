import type { IConstruct } from 'constructs';

import type { FindingDetails } from '../../core/error';
import type { FindingType, FindingLevel } from '../../core/finding-type';
import { defineFinding } from '../../core/finding-type';
import type { DeckhouseRelease } from '../release';
import type { ObjectView } from './object-view';
import type { RenderedTree } from './rendered-tree';

/** Code and texts of a rule. They go into `docs/rules.md` and `docs/errors.md`. */
export interface RuleText {
  /** Its code, KV3100 to KV3999. */
  readonly code: string;
  readonly level: FindingLevel;
  /** True when the platform accepts it and the rule is our advice: then it can be acknowledged. Warnings always can. */
  readonly advice?: boolean;
  /** The fault, one line, lower case. */
  readonly title: string;
  /** Why it matters, in a few sentences. */
  readonly explanation: string;
  /** The change that repairs it, for findings that do not name one themselves. */
  readonly fix?: string;
  /** The origin: a schema, a webhook, dhctl, a measured behaviour, or our own advice. */
  readonly source: string;
  /**
   * The release from which the platform refuses it. Before, it is our advice, under a separate code that can be
   * acknowledged.
   *
   * @default - all releases refuse it
   */
  readonly enforced?: Enforcement;
}

/** The release from which the platform refuses something that is harmful earlier, too. */
export interface Enforcement {
  readonly since: string;
  /** The code of the advice for earlier releases. */
  readonly before: string;
}

/** A place in an object. */
export interface Place {
  readonly scope: IConstruct;
  readonly property: string;
}

/** Reports a fault at a property of the object. */
export type Report = (property: string, details: Omit<FindingDetails, 'property'>) => void;

/**
 * Reports a fault at a construct.
 *
 * Hand-written objects are not checked. When one of the library's own objects conflicts with them, the fault is
 * reported there: `instead`.
 */
export type ReportAt = (
  scope: IConstruct,
  property: string,
  details: Omit<FindingDetails, 'property'>,
  instead?: Place,
) => void;

/** The codes of a rule. */
export interface Rule {
  readonly finding: FindingType;
  /** The finding for releases that do not refuse it yet. */
  readonly earlier?: { readonly since: string; readonly finding: FindingType };
}

/** The finding of a rule for a release. */
export function findingFor({ finding, earlier }: Rule, release: DeckhouseRelease): FindingType {
  return earlier === undefined || release.isAtLeast(earlier.since) ? finding : earlier.finding;
}

/** A rule about a single object. */
export interface ObjectRule extends Rule {
  /** Kinds of objects or documents that it checks. */
  readonly kinds: readonly string[];
  readonly check: (view: ObjectView<unknown>, report: Report) => void;
}

/** A rule over all objects of a cluster, wherever they are in the program. */
export interface TreeRule extends Rule {
  readonly check: (tree: RenderedTree, report: ReportAt) => void;
}

/**
 * Defines a rule about a single object. Errors of the platform are raised by the constructor, and again at synth for
 * the object after patches and late values; advice and warnings are reported at synth.
 *
 * @param text Code and texts of the rule.
 * @param kinds The kinds it checks.
 * @param check Calls `report` for every fault.
 */
export function objectRule<T>(
  text: RuleText,
  kinds: readonly string[],
  check: (view: ObjectView<T>, report: Report) => void,
): ObjectRule {
  return { ...findings(text), kinds, check: check as ObjectRule['check'] };
}

/**
 * Defines a rule over all objects of a cluster. It runs at synth.
 *
 * @param text Code and texts of the rule.
 * @param check Calls `report` for every fault.
 */
export function treeRule(text: RuleText, check: TreeRule['check']): TreeRule {
  return { ...findings(text), check };
}

function findings({ enforced, ...text }: RuleText): Rule {
  const finding = defineFinding('deckhouse', { ...text, rule: true });
  if (enforced === undefined) return { finding };
  const { since, before: code } = enforced;
  const title = `${text.title}, before ${since}`;
  const source = `our own before ${since}, when the platform accepts it; then ${text.code}`;
  return {
    finding,
    earlier: { since, finding: defineFinding('deckhouse', { ...finding, code, title, source, advice: true }) },
  };
}

/** Whether an export of a file of rules is a rule. */
export function isRule(x: unknown): x is ObjectRule | TreeRule {
  return typeof x === 'object' && x !== null && 'finding' in x && 'check' in x;
}
