import type { IConstruct } from 'constructs';

import { CORE } from './codes';
import { KvorumError, raise } from './error';
import type { FindingDetails } from './error';
import type { FindingType } from './finding-type';
import { findingType, isAcknowledgeable, isForgedType } from './finding-type';
import { isConstruct, requireConstruct } from './construct-path';
import { holdsPlaceholder } from './secret-value';
import { printWarning } from './warn';
import { reasonOf, show, typeName } from './format';

/** One finding of a synth: its type, its construct and its details. */
export interface Finding {
  /** The definition of the code. */
  readonly type: FindingType;
  /** The construct that it is about. */
  readonly scope: IConstruct;
  /** The fault. */
  readonly details: FindingDetails;
}

/** A finding that was accepted, and why. */
export interface AcknowledgedFinding extends Finding {
  /** The reason given. */
  readonly reason: string;
  /** Path of the construct on which it was acknowledged. */
  readonly acknowledgedAt: string;
}

/** The findings of all checks of a tree, sorted by their effect. */
export interface FindingSet {
  /** Errors. Nothing is written while there are any. */
  readonly errors: readonly KvorumError[];
  /** Warnings that are not acknowledged. */
  readonly warnings: readonly Finding[];
  /** Acknowledged warnings, and acknowledged errors that are our own advice. */
  readonly acknowledged: readonly AcknowledgedFinding[];
}

/**
 * A check that runs at synth, when the whole tree is known.
 *
 * @returns What is wrong; empty when nothing is.
 */
export type FindingCheck = () => readonly Finding[];

interface Acknowledgement {
  readonly code: string;
  readonly reason: string;
}

interface Collected {
  readonly findings: readonly Finding[];
  readonly errors: readonly KvorumError[];
}

const FINDINGS = Symbol.for('kvorum/Findings');

/**
 * The warnings and deferred errors of a construct, and the acknowledgements that silence them.
 *
 * A constructor throws for the faults that it can see. Faults that only show at the end, and our own advice, come
 * here: the app prints and reports them, and they can be acknowledged with a reason.
 */
export class Findings {
  /**
   * The findings of a construct. An acknowledgement on it also holds for everything below it.
   */
  public static of(scope: IConstruct): Findings {
    requireConstruct(scope);
    const known = (scope as { [FINDINGS]?: Findings })[FINDINGS];
    if (known !== undefined) return known;
    const made = new Findings(scope);
    Object.defineProperty(scope, FINDINGS, { value: made });
    return made;
  }

  private readonly reported: Finding[] = [];
  private readonly checks: FindingCheck[] = [];
  private readonly acknowledgements: Acknowledgement[] = [];

  private constructor(private readonly scope: IConstruct) {
    // A plain cdk8s.App knows nothing of findings; it does ask every construct to validate itself.
    scope.node.addValidation({ validate: () => validateAlone(this, scope) });
  }

  /**
   * Accepts every finding of a code at this construct and below it.
   *
   * @param code A code of a warning, or of an error that is our own advice. Codes from outside the library do not
   * start with KV.
   * @param reason Why it is accepted. The report shows it.
   * @throws KV1001 for an unknown code, KV1002 for a fault that the platform itself refuses, KV1003 without a reason.
   */
  public acknowledge(code: string, reason: string): void {
    const type = findingType(code);
    // Codes of other libraries are known once they are reported; one that never is leads to a warning.
    if (type === undefined && (typeof code !== 'string' || code === '' || /^kv/i.test(code))) {
      raise(new KvorumError(CORE.unknownCode, this.scope, { message: 'the code does not exist', given: show(code) }));
    }
    if (type !== undefined && !isAcknowledgeable(type)) {
      raise(
        new KvorumError(CORE.notAcknowledgeable, this.scope, {
          message: `${code} cannot be acknowledged: ${type.title}`,
          given: code,
          ...(type.fix === undefined ? {} : { fix: type.fix }),
        }),
      );
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      raise(new KvorumError(CORE.emptyReason, this.scope, { message: `the acknowledgement of ${code} has no reason` }));
    }
    if (holdsPlaceholder(reason)) {
      const message = `the reason of the acknowledgement of ${code} holds a secret, and the report would show it`;
      raise(new KvorumError(CORE.secretPlace, this.scope, { message }));
    }
    // The last reason counts: with two for one code, one would match nothing.
    const earlier = this.acknowledgements.findIndex((a) => a.code === code);
    if (earlier >= 0) this.acknowledgements.splice(earlier, 1);
    this.acknowledgements.push({ code, reason: reason.trim() });
  }

  /**
   * Reports a finding about this construct.
   *
   * @param type The definition of its code. Your own codes must not start with KV.
   * @param details The fault.
   * @throws KV1010 when the type is not defined by this library but has one of its codes.
   */
  public report(type: FindingType, details: FindingDetails): void {
    const finding = { type, scope: this.scope, details };
    const fault = faultOf(finding);
    if (fault !== undefined) raise(new KvorumError(CORE.wrongType, this.scope, { message: fault }));
    if (isForgedType(type)) raise(forged(finding));
    this.reported.push(finding);
  }

  /**
   * Adds a check that runs at synth.
   *
   * @param check Called once a synth. Its findings may be about any construct.
   */
  public addCheck(check: FindingCheck): void {
    if (typeof check !== 'function') {
      const details = { message: `the check is ${typeName(check)}`, allowed: 'a function' };
      raise(new KvorumError(CORE.wrongType, this.scope, details));
    }
    if (checksRunning) raise(new KvorumError(CORE.lateCheck, this.scope, { message: 'it is too late for a check' }));
    this.checks.push(check);
  }

  /** @internal */
  public _collect(): Collected {
    const findings = [...this.reported];
    const errors: KvorumError[] = [];
    const giveUp = (why: string): void => {
      const details = { message: `a check failed: ${why}` };
      findings.push({ type: CORE.checkFailed, scope: this.scope, details });
    };
    for (const check of this.checks) {
      try {
        for (const finding of whileChecking(check)) {
          const fault = faultOf(finding);
          if (fault !== undefined) giveUp(fault);
          else if (isForgedType(finding.type)) errors.push(forged(finding));
          else findings.push(finding);
        }
      } catch (e) {
        // One failing check must not hide the findings of the others.
        if (!KvorumError.isKvorumError(e)) giveUp(reasonOf(e));
        else for (const single of e.all) errors.push(single.locatedAt(this.scope));
      }
    }
    return { findings, errors };
  }

  /** @internal */
  public _acknowledgements(): readonly Acknowledgement[] {
    return this.acknowledgements;
  }
}

let checksRunning = false;

function whileChecking(check: FindingCheck): readonly Finding[] {
  checksRunning = true;
  try {
    const found: unknown = check();
    if (Array.isArray(found)) return found as readonly Finding[];
    throw new TypeError(`it returned ${typeName(found)} where a list of findings is expected`);
  } finally {
    checksRunning = false;
  }
}

function forged({ type, scope }: Finding): KvorumError {
  const message = `a finding type defined outside this library has the code ${type.code}`;
  return new KvorumError(CORE.forgedKind, scope, { message, given: show(type.code) });
}

/** The reason why a value is not a finding; undefined when it is one. */
function faultOf(finding: unknown): string | undefined {
  const { type, scope, details } = (finding ?? {}) as { readonly [K in keyof Finding]?: Partial<Finding[K]> | null };
  if (typeof type?.code !== 'string' || typeof type.explanation !== 'string')
    return 'the type of a finding is not a FindingType';
  if (type.level !== 'error' && type.level !== 'warning') return 'the level of a finding is neither error nor warning';
  if (!isConstruct(scope)) return 'the scope of a finding is not a construct';
  const { message, ...others } = (details ?? {}) as Readonly<Record<string, unknown>>;
  const areTexts = Object.values(others).every((text) => text === undefined || typeof text === 'string');
  return typeof message === 'string' && areTexts
    ? undefined
    : 'the details of a finding are not strings, or lack a message';
}

const collecting = new WeakSet<IConstruct>();
const printed = new WeakMap<IConstruct, Set<string>>();

/**
 * Runs every check of a tree and every validation of its constructs, and sorts the findings.
 *
 * @param root The root of the tree.
 * @param extra Findings of the caller; they can be acknowledged like all others.
 * @param constructs All constructs of the tree, parents first.
 */
export function collectFindings(
  root: IConstruct,
  extra: readonly Finding[] = [],
  constructs: readonly IConstruct[] = root.node.findAll(),
): FindingSet {
  return whileCollecting(root, () => {
    const found: Finding[] = [];
    const thrown: KvorumError[] = [];
    for (const scope of constructs) {
      const own = (scope as { [FINDINGS]?: Findings })[FINDINGS]?._collect();
      if (own !== undefined) {
        for (const finding of own.findings) found.push(finding);
        for (const error of own.errors) thrown.push(error);
      }
      for (const message of foreignFaults(scope)) {
        found.push({ type: CORE.foreignValidation, scope, details: { message } });
      }
    }
    const set = sortFindings(constructs, [...found, ...extra]);
    return { ...set, errors: [...thrown, ...set.errors] };
  });
}

/**
 * Runs an action while the constructs' own validations stay silent about findings, because the caller collects them.
 *
 * @internal
 */
export function whileCollecting<T>(root: IConstruct, action: () => T): T {
  if (collecting.has(root)) return action();
  collecting.add(root);
  try {
    return action();
  } finally {
    collecting.delete(root);
  }
}

/** The messages of the validations that were added to a construct by `node.addValidation`. */
function foreignFaults(scope: IConstruct): readonly string[] {
  try {
    return scope.node.validate().map(String);
  } catch (e) {
    return [reasonOf(e)];
  }
}

/**
 * A warning as one line of text.
 */
export function formatWarning(finding: Finding): string {
  const { type, scope, details } = finding;
  return new KvorumError(type, scope, details).message.replace(type.code, `warning ${type.code}`);
}

function sortFindings(constructs: readonly IConstruct[], found: readonly Finding[]): FindingSet {
  const errors: KvorumError[] = [];
  const warnings: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  const used = new Set<Acknowledgement>();
  for (const finding of found) {
    const match = isAcknowledgeable(findingType(finding.type.code) ?? finding.type)
      ? findAcknowledgement(finding)
      : undefined;
    if (match !== undefined) {
      used.add(match.acknowledgement);
      acknowledged.push({ ...finding, reason: match.acknowledgement.reason, acknowledgedAt: match.at.node.path });
    } else if (finding.type.level === 'error') {
      errors.push(new KvorumError(finding.type, finding.scope, finding.details));
    } else {
      warnings.push(finding);
    }
  }
  for (const scope of constructs) {
    for (const a of (scope as { [FINDINGS]?: Findings })[FINDINGS]?._acknowledgements() ?? []) {
      if (used.has(a)) continue;
      const details = { message: `no finding here has the code ${a.code}`, given: a.code };
      warnings.push({ type: CORE.unusedAcknowledgement, scope, details });
    }
  }
  return { errors, warnings, acknowledged };
}

function findAcknowledgement(finding: Finding): { acknowledgement: Acknowledgement; at: IConstruct } | undefined {
  for (let at: IConstruct | undefined = finding.scope; at !== undefined; at = at.node.scope) {
    const list = (at as { [FINDINGS]?: Findings })[FINDINGS]?._acknowledgements() ?? [];
    const acknowledgement = list.find((a) => a.code === finding.type.code);
    if (acknowledgement !== undefined) return { acknowledgement, at };
  }
  return undefined;
}

/** Under a plain cdk8s.App: errors go back as its validation texts, warnings are printed once. */
function validateAlone(findings: Findings, scope: IConstruct): string[] {
  const root = scope.node.root;
  if (collecting.has(root)) return [];
  const { findings: found, errors } = findings._collect();
  const set = sortFindings([], found);
  const seen = printed.get(root) ?? new Set<string>();
  printed.set(root, seen);
  for (const text of set.warnings.map(formatWarning)) {
    if (seen.has(text)) continue;
    seen.add(text);
    printWarning(text);
  }
  return [...errors, ...set.errors].map((e) => e.message);
}
