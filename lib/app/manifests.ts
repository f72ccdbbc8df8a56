import type { Chart } from 'cdk8s';
import { Names, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { documentText } from '../core/yaml';
import type { Reveal } from './pending-file';
import { PendingFile } from './pending-file';
import type { RenderedDocument } from './render';
import { withSecrets } from './render';
import type { Markers } from './value-resolver';

/** A chart and its documents, in the order in which they are applied. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly documents: readonly RenderedDocument[];
}

/** Options of `layOut`. */
export interface ManifestLayout {
  readonly type: YamlOutputType;
  readonly extension: string;
  /** Whether file names start with the chart's number: cdk8s does so when any chart depends on another. */
  readonly numbered: boolean;
}

/**
 * Spreads the documents of all charts over files, as cdk8s does, with secrets kept apart.
 *
 * Where a file holds several objects, those with a secret go to a file of their own (`prod-secrets.k8s.yaml` beside
 * `prod.k8s.yaml`), so that the other one can be reviewed. Where each object has its own file, that of a secret ends in
 * `-secrets` as well.
 */
export function layOut(charts: readonly RenderedChart[], layout: ManifestLayout, markers: Markers): PendingFile[] {
  switch (layout.type) {
    case YamlOutputType.FILE_PER_APP:
      return filePerApp(charts, layout, markers);
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(({ chart, documents }) =>
        documents
          .filter((d) => d.manifest !== undefined)
          .map((d) => pendingFile(fileName(d, d.manifest, layout), [chart], [d], markers)),
      );
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap(({ chart, documents }, index) => {
        const folder = chartName(chart, index, layout);
        return documents.map((d) => {
          return pendingFile(`${folder}/${fileName(d, d.object ?? d.manifest, layout)}`, [chart], [d], markers);
        });
      });
    case YamlOutputType.FILE_PER_CHART:
      return filePerChart(charts, layout, markers);
  }
}

function filePerApp(charts: readonly RenderedChart[], { extension }: ManifestLayout, markers: Markers): PendingFile[] {
  if (charts.length === 0) return [];
  const documents = charts.flatMap((c) => c.documents);
  const secret = documents.filter(isSecret);
  const holders = charts.filter((c) => c.documents.some(isSecret)).map((c) => c.chart);
  const all = charts.map((c) => c.chart);
  const open = pendingFile(`app${extension}`, all, documents.filter(isOpen), markers);
  return secret.length === 0 ? [open] : [open, pendingFile(`app-secrets${extension}`, holders, secret, markers)];
}

interface FilePlan {
  readonly base: string;
  readonly charts: Set<Chart>;
  readonly documents: RenderedDocument[];
}

function filePerChart(charts: readonly RenderedChart[], layout: ManifestLayout, markers: Markers): PendingFile[] {
  const own = new Map<Chart, FilePlan>();
  charts.forEach(({ chart }, index) =>
    own.set(chart, { base: chartName(chart, index, layout), charts: new Set(), documents: [] }),
  );
  const apart: FilePlan[] = [];
  const put = (plan: FilePlan, chart: Chart, documents: readonly RenderedDocument[]): void => {
    plan.charts.add(chart);
    for (const document of documents) plan.documents.push(document);
  };
  for (const { chart, documents } of charts) {
    const plan = own.get(chart)!;
    const open = isSecretsChart(chart) ? documents : documents.filter(isOpen);
    // A chart that only has secrets does not leave an empty file; a chart without objects does, as under cdk8s.
    if (open.length > 0 || documents.length === 0) put(plan, chart, open);
  }
  // After that, so that a chart's own objects come first in a shared file.
  for (const { chart, documents } of charts) {
    const secret = isSecretsChart(chart) ? [] : documents.filter(isSecret);
    if (secret.length === 0) continue;
    const home = own.get(secretsChartOf(chart) as Chart);
    const base = own.get(chart)!.base + SECRETS_SUFFIX;
    if (home === undefined) apart.push({ base, charts: new Set([chart]), documents: secret });
    else put(home, chart, secret);
  }
  return [...own.values(), ...apart]
    .filter((plan) => plan.charts.size > 0)
    .map((plan) => pendingFile(plan.base + layout.extension, [...plan.charts], plan.documents, markers));
}

const SECRETS_SUFFIX = '-secrets';

/** A chart that is kept apart as a whole, because its name says so. */
function isSecretsChart(chart: Chart): boolean {
  return chart.node.id.endsWith(SECRETS_SUFFIX);
}

/** The chart next to a chart of the app that holds its secrets. */
function secretsChartOf(chart: Chart): IConstruct | undefined {
  const { scope, root, id } = chart.node;
  return scope === root ? root.node.tryFindChild(`${id}${SECRETS_SUFFIX}`) : undefined;
}

function chartName(chart: Chart, index: number, layout: ManifestLayout): string {
  const name = Names.toDnsLabel(chart);
  return layout.numbered ? `${String(index).padStart(4, '0')}-${name}` : name;
}

function resourceName(resource: unknown): string {
  const { kind, metadata } = resource as { readonly kind: unknown; readonly metadata?: { readonly name?: unknown } };
  return `${String(kind)}.${String(metadata?.name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** The name of a file for one object. One that holds a secret says so, as the files of whole charts do. */
function fileName(document: RenderedDocument, resource: unknown, { extension }: ManifestLayout): string {
  return `${resourceName(resource)}${isSecret(document) ? SECRETS_SUFFIX : ''}${extension}`;
}

function isSecret(document: RenderedDocument): boolean {
  return document.secrets.length > 0;
}

function isOpen(document: RenderedDocument): boolean {
  return !isSecret(document);
}

const READABLE_BY_ALL = 0o644;

function pendingFile(
  path: string,
  charts: readonly Chart[],
  documents: readonly RenderedDocument[],
  markers: Markers,
): PendingFile {
  const produce = (reveal: Reveal): string =>
    documents.map((d) => documentText(isSecret(d) ? withSecrets(d.marked, markers, reveal) : d.manifest)).join('---\n');
  const secrets = documents.flatMap((d) => d.secrets.map((secret) => ({ secret, scope: d.object ?? charts[0]! })));
  return new PendingFile({
    folder: 'manifests',
    path,
    kind: 'manifest',
    mode: READABLE_BY_ALL,
    sources: charts,
    secrets,
    produce,
  });
}
