import type { IConstruct } from 'constructs';

import type { ShapeFault } from '../../core/check-shape';
import { isPlain, isUnresolved } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import type { FindingDetails } from '../../core/error';
import { KvorumError, raise } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import type { Finding } from '../../core/findings';
import { Findings } from '../../core/findings';
import { SecretValue } from '../../core/secret-value';
import { isMarked } from '../../topology/cluster-mark';
import { clusterOf, clustersOf } from '../cluster-scope';
import { existingFactsOf } from '../existing';
import type { DeckhouseRelease } from '../release';
import { OBJECT_RULES, TREE_RULES } from './index';
import type { ObjectView } from './object-view';
import type { ObjectRule, Say, SayAt } from './rule';
import { findingFor } from './rule';
import type { ExistingFacts, TreeObject } from './tree';
import { DeckhouseTree, isReadOnly, treeObjectOf } from './tree';

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
 * What the platform would refuse in an object, seen before it is constructed.
 *
 * Objects with values that are only known at synth are judged then.
 */
export function refuseAtOnce(candidate: Candidate): readonly KvorumError[] {
  if (hasUnresolved(candidate.manifest)) return [];
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...body } = candidate.manifest;
  const meta = isPlain(metadata) ? metadata : {};
  const view: ObjectView<unknown> = {
    kind: candidate.kind,
    name: typeof meta.name === 'string' ? meta.name : '',
    labels: (meta.labels ?? {}) as Readonly<Record<string, string>>,
    annotations: (meta.annotations ?? {}) as Readonly<Record<string, string>>,
    release: candidate.release,
    body,
  };
  return judge(OBJECT_RULES, view)
    .filter(([kind]) => kind.level === 'error' && kind.advice !== true)
    .map(([kind, details]) => new KvorumError(kind, candidate.path, details));
}

const watched = new WeakSet<IConstruct>();

/** Makes sure that the rules run over the tree that a construct stands in, once a synth. */
export function watchTree(scope: IConstruct): void {
  const { root } = scope.node;
  if (watched.has(root)) return;
  watched.add(root);
  Findings.of(root).addCheck(() => judgeTree(root));
}

type AnyObject = TreeObject<Readonly<Record<string, unknown>>>;

function judgeTree(root: IConstruct): readonly Finding[] {
  const findings: Finding[] = [];
  const objects: AnyObject[] = [];
  const faulty: AnyObject[] = [];
  const constructs = root.node.findAll();
  for (const scope of constructs) {
    const object = renderedOrUndefined(scope);
    if (object === undefined) continue;
    const faults = object.own ? (scope as unknown as Checked)._check(object.manifest) : [];
    findings.push(...faults.map(({ type, details }) => ({ type, scope, details })));
    (faults.length > 0 ? faulty : objects).push(object);
    if (faults.length > 0 || !object.own) continue;
    for (const [type, details] of judge(OBJECT_RULES, object)) findings.push({ type, scope, details });
  }
  const clusters = clustersOf(root, constructs);
  const homes = new Map([...objects, ...faulty].map((o) => [o, clusterOf(clusters, o.scope)]));
  for (const cluster of clusters) {
    const isHere = (object: AnyObject): boolean => homes.get(object) === cluster;
    // An object with a fault of its own is there all the same. Where the ends of a cluster are only guessed, references
    // may lead anywhere.
    const others = isMarked(cluster) ? faulty.filter(isHere) : [...objects, ...faulty];
    const existing = withNames(existingFactsOf(cluster, clusters, constructs), clusters.length > 1 ? others : faulty);
    findings.push(...judgeCluster(new DeckhouseTree(cluster, objects.filter(isHere), existing)));
  }
  return findings;
}

function judgeCluster(tree: DeckhouseTree): readonly Finding[] {
  const findings: Finding[] = [];
  const byScope = new Map(tree.all.map((o) => [o.scope, o]));
  for (const rule of TREE_RULES) {
    const say: SayAt = (scope, property, details, instead) => {
      const object = byScope.get(scope);
      if (object !== undefined && isReadOnly(object)) {
        if (instead !== undefined) say(instead.scope, instead.property, details);
        return;
      }
      const type = object === undefined ? rule.finding : findingFor(rule, tree.releaseOf(object));
      findings.push({ type, scope, details: withProperty(property, details) });
    };
    const crash = crashOf(() => rule.check(tree, say), rule.finding);
    if (crash !== undefined) findings.push({ type: CORE.checkFailed, scope: tree.root, details: crash });
  }
  return findings;
}

function withNames(facts: ExistingFacts, objects: readonly AnyObject[]): ExistingFacts {
  return { ...facts, objects: new Set([...facts.objects, ...objects.map((o) => `${o.kind}/${o.name}`)]) };
}

// A rule that meets what it did not expect must not hide what the others have to say.
function crashOf(action: () => void, { code }: FindingType): FindingDetails | undefined {
  try {
    action();
    return undefined;
  } catch (e) {
    if (KvorumError.isKvorumError(e)) raise(e);
    return { message: `the rule ${code} could not be held against it: ${e instanceof Error ? e.message : String(e)}` };
  }
}

// An object that cannot be rendered is an error of its own, raised by whoever writes it.
function renderedOrUndefined(scope: IConstruct): TreeObject<Readonly<Record<string, unknown>>> | undefined {
  try {
    return treeObjectOf(scope);
  } catch {
    return undefined;
  }
}

function judge(rules: readonly ObjectRule[], view: ObjectView<unknown>): readonly [FindingType, FindingDetails][] {
  const found: [FindingType, FindingDetails][] = [];
  for (const rule of rules) {
    if (!rule.kinds.includes(view.kind)) continue;
    const kind = findingFor(rule, view.release);
    const say: Say = (property, details) => found.push([kind, withProperty(property, details)]);
    const crash = crashOf(() => rule.check(view, say), kind);
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
