import { checkSource } from '../audit/check';
import type { AuditFinding, SourceFile } from '../audit/finding';
import { locatedFindings, sourceFile } from '../audit/finding';
import { kubernetesMinor } from '../audit/kubernetes-version';
import { lintPolicy } from '../audit/lint';
import { deckhouseAuditFaults, deckhouseFileFaults } from './audit-faults';
import { DeckhouseRelease } from './release';

/** The target of a check of a policy. */
export interface DeckhouseAuditCheck {
  /** The name of the file, for findings. */
  readonly file: string;
  /** The release. */
  readonly release: string;
  /** The version of Kubernetes. @default - the default of the release */
  readonly kubernetes?: string;
  /** Whether the built-in rules are on. */
  readonly builtInRules: boolean;
  /** Whether to find only faults that the API server itself refuses. */
  readonly asServer: boolean;
}

/**
 * All faults of a policy for a release of Deckhouse.
 *
 * @throws KV3001 for an unknown release, KV4150 for a malformed version.
 */
export function checkForDeckhouse(content: Uint8Array, check: DeckhouseAuditCheck): readonly AuditFinding[] {
  const release = DeckhouseRelease.of(check.release);
  const minor = kubernetesMinor(check.kubernetes ?? release.defaultKubernetesVersion);
  const checked = checkSource(content, minor);
  const { refused, ignored, spec, source } = checked;
  const file: SourceFile = sourceFile(check.file, source);
  if (check.asServer) return locatedFindings(refused, file);
  const ofFile = deckhouseFileFaults(checked);
  const lints =
    refused.length > 0 ? [] : [...lintPolicy(spec), ...deckhouseAuditFaults(spec, release, check.builtInRules)];
  // Faults that the hook refuses are not reported a second time as ignored.
  const said = new Set(ofFile.map(({ span }) => span));
  return locatedFindings([...refused, ...ofFile, ...ignored.filter(({ span }) => !said.has(span)), ...lints], file);
}
