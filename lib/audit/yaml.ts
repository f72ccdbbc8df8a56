import { toYaml } from '../core/yaml';
import type { AuditPolicySpec } from './model';

/** A policy as a file. Texts that YAML 1.1 would read as something else are quoted. */
export function policyYaml({ rules, omitStages, omitManagedFields }: AuditPolicySpec): string {
  return toYaml({
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    ...(omitStages !== undefined && omitStages.length > 0 && { omitStages }),
    ...(omitManagedFields !== undefined && { omitManagedFields }),
    rules,
  });
}
