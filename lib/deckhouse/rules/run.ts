import type { IConstruct } from 'constructs';

import type { ShapeFault } from '../../core/check-shape';
import { isUnresolved } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import type { FindingDetails } from '../../core/error';
import { KvorumError, raise } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import type { Finding } from '../../core/findings';
import { Findings } from '../../core/findings';
import { SecretValue } from '../../core/secret-value';
import { isMarked } from '../../topology/cluster-mark';
import { clustersOf } from '../cluster-scope';
import { existingFacts } from '../existing-objects';
import type { FieldValues } from '../kinds/kind';
import type { DeckhouseRelease } from '../release';
import { OBJECT_RULES, TREE_RULES } from './index';
import type { ObjectView } from './object-view';
import { objectView } from './object-view';
import type { RenderedObject } from './rendered-object';
import { isReadOnly, renderedObjectOf } from './rendered-object';
import { RenderedTree } from './rendered-tree';
import type { ObjectRule, Report, ReportAt } from './rule';
import { findingFor } from './rule';

/** An object whose fields have a table of their own. */
interface Checked {
  /** @internal */
  _check(manifest: Readonly<Record<string, unknown>>): readonly ShapeFault[];
}

/** An object that is about to be constructed. */
export interface Candidate {
  readonly path: string;
  readonly kind: string;
  readonly release: DeckhouseRelease;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * The faults for which the platform would refuse an object, found before it is constructed.
 *
 * Objects with values that are only known at synth are checked then.
 */
export function refuseAtOnce(candidate: Candidate): readonly KvorumError[] {
  const { path, kind, release, manifest } = candidate;
  if (hasUnresolved(manifest)) return [];
  return judge(OBJECT_RULES, objectView({ ...manifest, kind }, release))
    .filter(([type]) => type.level === 'error' && type.advice !== true)
    .map(([type, details]) => new KvorumError(type, path, details));
}

const watched = new WeakSet<IConstruct>();

/** Makes sure that the rules run over the tree of a construct, once a synth. */
export function watchTree(scope: IConstruct): void {
  const { root } = scope.node;
  if (watched.has(root)) return;
  watched.add(root);
  Findings.of(root).addCheck(() => judgeTree(root));
}

type AnyObject = RenderedObject<FieldValues>;

/** The objects of one cluster. */
interface ClusterObjects {
  readonly sound: AnyObject[];
  /** Objects that have faults themselves. They count as existing for references, but tree rules do not see them. */
  readonly faulty: AnyObject[];
}

function judgeTree(root: IConstruct): readonly Finding[] {
  const findings: Finding[] = [];
  const constructs = root.node.findAll();
  const clusters = clustersOf(root, constructs);
  const byCluster = new Map<IConstruct, ClusterObjects>(clusters.all.map((c) => [c, { sound: [], faulty: [] }]));
  for (const scope of constructs) {
    const object = renderedOrUndefined(scope);
    if (object === undefined) continue;
    const faults = object.own ? (scope as unknown as Checked)._check(object.manifest) : [];
    findings.push(...faults.map(({ type, details }) => ({ type, scope, details })));
    byCluster.get(clusters.of(scope))?.[faults.length > 0 ? 'faulty' : 'sound'].push(object);
    if (faults.length > 0 || !object.own) continue;
    for (const [type, details] of judge(OBJECT_RULES, object)) findings.push({ type, scope, details });
  }
  const factsOf = existingFacts(clusters, constructs);
  const everywhere = namesOf([...byCluster.values()].flatMap(({ sound, faulty }) => [...sound, ...faulty]));
  for (const [cluster, { sound, faulty }] of byCluster) {
    // Where the extent of a cluster is only guessed, references may lead anywhere.
    const isGuessed = clusters.all.length > 1 && !isMarked(cluster);
    const others = isGuessed ? everywhere : namesOf(faulty);
    findings.push(...judgeCluster(new RenderedTree(cluster, sound, factsOf(cluster), others)));
  }
  return findings;
}

function namesOf(objects: readonly AnyObject[]): ReadonlySet<string> {
  return new Set(objects.map(({ kind, name }) => `${kind}/${name}`));
}

function judgeCluster(tree: RenderedTree): readonly Finding[] {
  const findings: Finding[] = [];
  const byScope = new Map(tree.all.map((o) => [o.scope, o]));
  for (const rule of TREE_RULES) {
    const report: ReportAt = (scope, property, details, instead) => {
      const object = byScope.get(scope);
      if (object !== undefined && isReadOnly(object)) {
        if (instead !== undefined) report(instead.scope, instead.property, details);
        return;
      }
      const type = object === undefined ? rule.finding : findingFor(rule, tree.releaseOf(object));
      findings.push({ type, scope, details: withProperty(property, details) });
    };
    const crash = crashOf(() => rule.check(tree, report), rule.finding);
    if (crash !== undefined) findings.push({ type: CORE.checkFailed, scope: tree.root, details: crash });
  }
  return findings;
}

// A failing rule must not hide the findings of the others.
function crashOf(action: () => void, { code }: FindingType): FindingDetails | undefined {
  try {
    action();
    return undefined;
  } catch (e) {
    if (KvorumError.isKvorumError(e)) raise(e);
    return { message: `the rule ${code} could not be checked: ${e instanceof Error ? e.message : String(e)}` };
  }
}

// An object that cannot be rendered is an error of its own, raised by the renderer.
function renderedOrUndefined(scope: IConstruct): AnyObject | undefined {
  try {
    return renderedObjectOf(scope);
  } catch {
    return undefined;
  }
}

function judge(rules: readonly ObjectRule[], view: ObjectView<unknown>): readonly [FindingType, FindingDetails][] {
  const found: [FindingType, FindingDetails][] = [];
  for (const rule of rules) {
    if (!rule.kinds.includes(view.kind)) continue;
    const type = findingFor(rule, view.release);
    const report: Report = (property, details) => found.push([type, withProperty(property, details)]);
    const crash = crashOf(() => rule.check(view, report), type);
    if (crash !== undefined) found.push([CORE.checkFailed, crash]);
  }
  return found;
}

function withProperty(property: string, details: Omit<FindingDetails, 'property'>): FindingDetails {
  return property === '' ? details : { ...details, property };
}

function hasUnresolved(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || SecretValue.isSecretValue(value)) return false;
  if (isUnresolved(value)) return true;
  return Object.values(value).some(hasUnresolved);
}
