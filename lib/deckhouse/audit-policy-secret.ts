import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import { lintPolicy } from '../audit/lint';
import { AuditPolicy } from '../audit/policy';
import { auditPolicyFault } from '../audit/policy-fault';
import type { AuditFinding } from '../audit/finding';
import type { FindingDetails } from '../core/error';
import { raise } from '../core/error';
import { Findings } from '../core/findings';
import { pathOf } from '../core/construct-path';
import { deckhouseAuditFaults } from './audit-faults';
import { givenProps } from '../core/props';
import { targetOf } from './release';
import type { DeckhouseRelease } from './release';
import { AUDIT_SECRET } from './rules/audit';
import { watchTree } from './rules/run';
import { policyWasWritten } from './written-policy';

/** Props of `AuditPolicySecret`. */
export interface AuditPolicySecretProps {
  /** The policy. */
  readonly policy: AuditPolicy;
  /**
   * Whether the platform's own rules come first. It decides which rules of the policy can never run.
   *
   * @default true
   */
  readonly builtInRules?: boolean;
  /**
   * The release that reads it.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

/**
 * The Secret `kube-system/audit-policy`, from which Deckhouse takes the audit policy of the API server.
 *
 * It is read only when the settings of control-plane-manager say so. `ControlPlaneManager` with `audit` creates both.
 */
export class AuditPolicySecret extends Construct {
  /** The Secret itself, for patches. */
  public readonly resource: ApiObject;
  /** The policy. */
  public readonly policy: AuditPolicy;

  /**
   * @throws KV1203 for a value that is not a policy. Faults of the policy itself are found at synth: KV42xx, KV39xx.
   */
  public constructor(scope: Construct, id: string, props: AuditPolicySecretProps) {
    const path = pathOf(scope, id);
    const { policy, builtInRules = true, release: named } = givenProps(path, props);
    const fault = auditPolicyFault(path, 'policy', policy);
    if (fault !== undefined) raise(fault);
    const release = targetOf(scope, named);
    super(scope, id);
    this.policy = policy;
    const { namespace, name, key } = AUDIT_SECRET;
    const text = policy.toYaml();
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      type: 'Opaque',
      stringData: { [key]: text },
    });
    policyWasWritten(this.resource, text, policy.spec);
    watchTree(this);
    Findings.of(this).addCheck(() => {
      // Tests run all checks on this one, for every release.
      if (policy === AuditPolicy.recommended()) return [];
      const { spec } = policy;
      const faults = [...lintPolicy(spec), ...deckhouseAuditFaults(spec, release, builtInRules)];
      return policy._findingsOf(faults).map((f) => ({ type: f.type, scope: this, details: placed(f) }));
    });
  }
}

/** Adds the place in the file that the policy came from. */
function placed({ details, position }: AuditFinding): FindingDetails {
  if (position === undefined) return details;
  const place = `${position.file}:${position.line}:${position.column}`;
  return { ...details, property: details.property === undefined ? place : `${place} ${details.property}` };
}
