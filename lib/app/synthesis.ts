import type { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { Finding, FindingSet } from '../core';
import { collectFindings, KvorumError } from '../core';
import { whileCollecting } from '../core/findings';
import { whileRendered } from '../core/rendered';
import { reasonOf } from '../core/format';
import { APP } from './codes';
import { Dependencies } from './dependencies';
import { PendingFile } from './pending-file';
import { duplicateObjects, pathFaults } from './duplicates';
import type { RenderedChart } from './manifests';
import { layOut } from './manifests';
import { stepPhases } from './step-phases';
import { SynthOrder } from './order';
import { pendingFilesOf } from './output-files';
import type { OutputPlaces } from './output';
import { planPhases } from './phases';
import type { RenderedDocument } from './render';
import { Renderer } from './render';
import { reportFile } from './report';
import { renderStacks } from './terraform';
import type { TerraformHost } from './terraform-host';
import { ConstructIndex } from './construct-index';
import type { ValueResolver } from './value-resolver';
import { Markers } from './value-resolver';

/** Options of a synth. */
export interface SynthesisOptions {
  readonly type: YamlOutputType;
  readonly extension: string;
  readonly recordConstructMetadata: boolean;
  readonly resolver: ValueResolver;
  readonly host: TerraformHost;
  readonly places: OutputPlaces;
  /** Whether cdktf started the synth: it reads a manifest afterwards, even without stacks. */
  readonly isCalledByCdktf: boolean;
}

/** The result of a synth, before anything is written. */
export interface Synthesis {
  /** Every file. */
  readonly files: readonly PendingFile[];
  /** Every document of a manifest, in the order in which they are applied. */
  readonly documents: readonly RenderedDocument[];
  readonly findings: FindingSet;
  /** All errors, including those among the findings. */
  readonly errors: readonly KvorumError[];
}

/** Renders a whole app in memory, in one pass, and collects all of its errors. */
export function synthesize(app: App, options: SynthesisOptions): Synthesis {
  return whileCollecting(app, () => run(app, options));
}

function run(app: App, options: SynthesisOptions): Synthesis {
  let tree = new ConstructIndex(app);
  const stacks = renderStacks(app, tree.stacks(), options.host, options.isCalledByCdktf);
  // References between stacks add constructs and dependencies.
  if (tree.stacks().length > 0) tree = new ConstructIndex(app);
  const dependencies = new Dependencies(tree);
  const order = new SynthOrder(tree, dependencies);
  const orderFaults = [...dependencies.faults, ...order.faults()];
  const chartNumbers = orderFaults.length > 0 ? [] : order.charts();

  const markers = new Markers();
  const renderer = new Renderer(options.resolver, markers);
  const { documents, charts } = renderAll(tree, order, chartNumbers, renderer);

  return whileRendered(manifestsOf(tree, documents), () => {
    const layout = { type: options.type, extension: options.extension, numbered: dependencies.betweenCharts };
    const files = pendingFilesOf(tree.constructs);
    const pending = [...layOut(charts, layout, markers), ...stacks.pending, ...files.pending];
    if (options.recordConstructMetadata) pending.push(constructMetadata(charts));
    const extra = [...stacks.findings, ...duplicateObjects(app, [...documents.values()])];
    const collected = collectFindings(app, extra, tree.constructs);
    const findings = { ...collected, warnings: [...collected.warnings].sort(byPathAndCode) };
    const plan = planPhases(tree, dependencies, chartNumbers, pending);
    pending.push(reportFile({ pending: [...pending], findings, phases: plan.phases, steps: stepPhases(app) }));

    const errors = [...stacks.errors, ...orderFaults, ...renderer.errors, ...findings.errors, ...files.errors];
    // The app's own files come first: a fault concerns the construct that uses one of their paths.
    const ownFirst = [...pending].sort((a, b) => Number(a.sources.length > 0) - Number(b.sources.length > 0));
    for (const error of [...plan.faults, ...pathFaults(ownFirst, options.places)]) errors.push(error);
    if (errors.length === 0) for (const error of contentErrors(pending)) errors.push(error);
    for (const error of lateConstructs(app, tree)) errors.push(error);
    return { files: pending, documents: charts.flatMap((c) => c.documents), findings, errors };
  });
}

/** Constructs that a late value, a check or a validation has added: they are not in any file. */
function lateConstructs(app: App, tree: ConstructIndex): KvorumError[] {
  if (tree.isComplete()) return [];
  const now = new ConstructIndex(app).constructs;
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
function renderAll(
  tree: ConstructIndex,
  order: SynthOrder,
  charts: readonly number[],
  renderer: Renderer,
): RenderedTree {
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

/** The manifest of each object as rules see it; undefined for those that cannot be rendered. */
function manifestsOf(
  tree: ConstructIndex,
  documents: ReadonlyMap<ApiObject, RenderedDocument>,
): ReadonlyMap<ApiObject, unknown> {
  return new Map(tree.objects().map((object) => [object, documents.get(object)?.manifest]));
}

/** The file by which cdk8s-cli finds the construct behind an object. */
function constructMetadata(charts: readonly RenderedChart[]): PendingFile {
  const resources: Record<string, { readonly path: string }> = {};
  for (const { object } of charts.flatMap((c) => c.documents)) {
    if (object !== undefined) resources[object.name] = { path: object.node.path };
  }
  return new PendingFile({
    folder: 'manifests',
    path: 'construct-metadata.json',
    kind: 'construct-metadata',
    mode: 0o644,
    sources: [],
    secrets: [],
    produce: () => JSON.stringify({ version: '1.0.0', resources }),
  });
}

function contentErrors(pending: readonly PendingFile[]): KvorumError[] {
  const errors: KvorumError[] = [];
  for (const file of pending) {
    if (file.isSecret) continue;
    try {
      file.publicContent();
    } catch (e) {
      const message = `${file.path} cannot be written as text: ${reasonOf(e)}`;
      errors.push(new KvorumError(APP.notRenderable, file.sources[0], { message }));
    }
  }
  return errors;
}

function byPathAndCode(a: Finding, b: Finding): number {
  const key = ({ type, scope, details }: Finding): string => [scope.node.path, type.code, details.message].join('\0');
  return key(a) < key(b) ? -1 : 1;
}
