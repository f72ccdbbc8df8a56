import type { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { Finding, FindingSet } from '../core';
import { collectFindings, KvorumError } from '../core';
import { whileCollecting } from '../core/findings';
import { whileRendered } from '../core/rendered';
import { reasonOf } from '../core/format';
import { APP } from './codes';
import { Dependencies } from './dependencies';
import { Draft } from './draft';
import { duplicateObjects, pathFaults } from './duplicates';
import type { RenderedChart } from './manifests';
import { layOut } from './manifests';
import { SynthOrder } from './order';
import { draftsOf } from './output-files';
import type { OutputPlaces } from './output';
import { planPhases } from './phases';
import type { RenderedDocument } from './render';
import { Renderer } from './render';
import { reportDraft } from './report';
import { renderStacks } from './terraform';
import type { TerraformHost } from './terraform-host';
import { Tree } from './tree';
import type { ValueResolver } from './values';
import { Markers } from './values';

/** What decides how an app is synthesized. */
export interface SynthesisOptions {
  readonly type: YamlOutputType;
  readonly extension: string;
  readonly recordConstructMetadata: boolean;
  readonly resolver: ValueResolver;
  readonly host: TerraformHost;
  readonly places: OutputPlaces;
  /** Whether cdktf asked for the synth: it reads a manifest afterwards, also when there are no stacks. */
  readonly isCalledByCdktf: boolean;
}

/** What a synth came to, before anything is written. */
export interface Synthesis {
  /** Every file. */
  readonly drafts: readonly Draft[];
  /** Every document of a manifest, in the order in which they are applied. */
  readonly documents: readonly RenderedDocument[];
  readonly findings: FindingSet;
  /** Everything that is wrong, the errors among the findings included. */
  readonly errors: readonly KvorumError[];
}

/** Renders a whole app in memory, in one pass, and collects everything that is wrong with it. */
export function synthesize(app: App, options: SynthesisOptions): Synthesis {
  return whileCollecting(app, () => run(app, options));
}

function run(app: App, options: SynthesisOptions): Synthesis {
  let tree = new Tree(app);
  const stacks = renderStacks(app, tree.stacks(), options.host, options.isCalledByCdktf);
  // References between stacks add constructs and dependencies.
  if (tree.stacks().length > 0) tree = new Tree(app);
  const dependencies = new Dependencies(tree);
  const order = new SynthOrder(tree, dependencies);
  const orderFaults = [...dependencies.faults, ...order.faults()];
  const chartNumbers = orderFaults.length > 0 ? [] : order.charts();

  const markers = new Markers();
  const renderer = new Renderer(options.resolver, markers);
  const { documents, charts } = renderAll(tree, order, chartNumbers, renderer);

  return whileRendered(manifestsOf(tree, documents), () => {
    const layout = { type: options.type, extension: options.extension, numbered: dependencies.betweenCharts };
    const files = draftsOf(tree.constructs);
    const drafts = [...layOut(charts, layout, markers), ...stacks.drafts, ...files.drafts];
    if (options.recordConstructMetadata) drafts.push(constructMetadata(charts));
    const extra = [...stacks.findings, ...duplicateObjects(app, [...documents.values()])];
    const collected = collectFindings(app, extra, tree.constructs);
    const findings = { ...collected, warnings: [...collected.warnings].sort(byPathAndCode) };
    const plan = planPhases(tree, dependencies, chartNumbers, drafts);
    drafts.push(reportDraft({ drafts: [...drafts], findings, phases: plan.phases }));

    const errors = [...stacks.errors, ...orderFaults, ...renderer.errors, ...findings.errors, ...files.errors];
    // The app's own files have their paths first: a fault is about the construct that takes one of them.
    const ownFirst = [...drafts].sort((a, b) => Number(a.sources.length > 0) - Number(b.sources.length > 0));
    for (const error of [...plan.faults, ...pathFaults(ownFirst, options.places)]) errors.push(error);
    if (errors.length === 0) for (const error of contentErrors(drafts)) errors.push(error);
    for (const error of lateConstructs(app, tree)) errors.push(error);
    return { drafts, documents: charts.flatMap((c) => c.documents), findings, errors };
  });
}

/** Constructs that a late value, a check or a validation has added: they are in no file. */
function lateConstructs(app: App, tree: Tree): KvorumError[] {
  if (tree.isComplete()) return [];
  const now = new Tree(app).constructs;
  const known = new Set(tree.constructs);
  const isTopmost = (construct: IConstruct): boolean =>
    construct.node.scope === undefined || known.has(construct.node.scope);
  return now
    .filter((construct) => !known.has(construct) && isTopmost(construct))
    .map((construct) => new KvorumError(APP.lateConstruct, construct, { message: 'it was created during the synth' }));
}

interface RenderedTree {
  readonly documents: ReadonlyMap<ApiObject, RenderedDocument>;
  readonly charts: readonly RenderedChart[];
}

/** Renders every object once. Secrets are marked meanwhile, and only meanwhile: rules see placeholders. */
function renderAll(tree: Tree, order: SynthOrder, charts: readonly number[], renderer: Renderer): RenderedTree {
  return renderer.run(() => {
    const documents = new Map<ApiObject, RenderedDocument>();
    for (const object of tree.objects()) {
      const document = renderer.render(object);
      if (document !== undefined) documents.set(object, document);
    }
    const rendered = charts.map((number): RenderedChart => {
      const chart = tree.at(number) as Chart;
      const own = order.objects(number).map((i) => documents.get(tree.objectAt(i)));
      return { chart, documents: renderer.chart(chart) ?? own.filter((d) => d !== undefined) };
    });
    return { documents, charts: rendered };
  });
}

/** What rules see of each object; undefined for those that cannot be rendered. */
function manifestsOf(tree: Tree, documents: ReadonlyMap<ApiObject, RenderedDocument>): ReadonlyMap<ApiObject, unknown> {
  return new Map(tree.objects().map((object) => [object, documents.get(object)?.manifest]));
}

/** The file by which cdk8s-cli finds the construct behind an object. */
function constructMetadata(charts: readonly RenderedChart[]): Draft {
  const resources: Record<string, { readonly path: string }> = {};
  for (const { object } of charts.flatMap((c) => c.documents)) {
    if (object !== undefined) resources[object.name] = { path: object.node.path };
  }
  return new Draft({
    folder: 'manifests',
    path: 'construct-metadata.json',
    kind: 'construct-metadata',
    mode: 0o644,
    sources: [],
    secrets: [],
    produce: () => JSON.stringify({ version: '1.0.0', resources }),
  });
}

function contentErrors(drafts: readonly Draft[]): KvorumError[] {
  const errors: KvorumError[] = [];
  for (const draft of drafts) {
    if (draft.isSecret) continue;
    try {
      draft.publicContent();
    } catch (e) {
      const message = `${draft.path} cannot be written as text: ${reasonOf(e)}`;
      errors.push(new KvorumError(APP.notRenderable, draft.sources[0], { message }));
    }
  }
  return errors;
}

function byPathAndCode(a: Finding, b: Finding): number {
  const key = ({ type, scope, details }: Finding): string => [scope.node.path, type.code, details.message].join('\0');
  return key(a) < key(b) ? -1 : 1;
}
