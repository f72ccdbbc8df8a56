import type { AcknowledgedFinding, Finding, FindingSet } from '../core';
import { printable } from '../core/printable';
import { PendingFile } from './pending-file';
import type { Phase } from './phases';
import type { StepPhase } from './step-phases';

/** Name of the report in the folder of the files. */
export const REPORT_NAME = 'report.json';

/** Input of `reportFile`. */
export interface ReportInput {
  readonly pending: readonly PendingFile[];
  readonly findings: FindingSet;
  readonly phases: readonly Phase[];
  /** The steps of the clusters. */
  readonly steps: readonly StepPhase[];
}

/**
 * The machine-readable account of a synth: what was written, the warnings, the acknowledgements with their reasons,
 * and the order in which the parts are applied.
 *
 * It does not depend on the command that started the synth, nor on the location of the folders. It has no hash of a
 * file that holds a secret: a weak secret could be guessed from it.
 */
export function reportFile(input: ReportInput): PendingFile {
  return new PendingFile({
    folder: 'files',
    path: REPORT_NAME,
    kind: 'report',
    mode: 0o644,
    sources: [],
    secrets: [],
    produce: () => `${printable(JSON.stringify(reportOf(input), undefined, 2))}\n`,
  });
}

function reportOf({ pending, findings, phases, steps }: ReportInput): object {
  return {
    version: 1,
    // Without the file that cdk8s-cli requests by its environment; otherwise the report would depend on the caller.
    files: pending
      .filter((d) => d.kind !== 'construct-metadata')
      .sort(byPlace)
      .map(fileOf),
    warnings: findings.warnings.map(findingOf),
    acknowledgements: findings.acknowledged.map(acknowledgementOf),
    phases: [...phases.map(({ path, kind, dependsOn, files }) => ({ path, kind, dependsOn, files })), ...steps],
  };
}

function fileOf(file: PendingFile): object {
  return {
    folder: file.folder,
    path: file.path,
    kind: file.kind,
    mode: file.mode.toString(8).padStart(4, '0'),
    ...(file.isSecret ? { secret: true } : { sha256: file.publicHash() }),
    constructs: file.sources.map((c) => c.node.path),
  };
}

function findingOf({ type, scope, details }: Finding): object {
  const { property, message, given, allowed, fix = type.fix } = details;
  return { code: type.code, path: scope.node.path, property, message, given, allowed, fix };
}

function acknowledgementOf(finding: AcknowledgedFinding): object {
  return { ...findingOf(finding), reason: finding.reason, acknowledgedAt: finding.acknowledgedAt };
}

function byPlace(a: PendingFile, b: PendingFile): number {
  const [x, y] = [`${a.folder}/${a.path}`, `${b.folder}/${b.path}`];
  return x < y ? -1 : x > y ? 1 : 0;
}
