import type * as JsYaml from 'js-yaml';

import type { AuditPolicySpec } from './model';

/** A policy as a file. Texts that YAML 1.1 would take for something else are quoted. */
export function policyYaml({ rules, omitStages, omitManagedFields }: AuditPolicySpec): string {
  // Loaded when the first file is written: who only reads policies does without it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { dump } = require('js-yaml') as typeof JsYaml;
  return dump(
    {
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      ...(omitStages !== undefined && omitStages.length > 0 && { omitStages }),
      ...(omitManagedFields !== undefined && { omitManagedFields }),
      rules,
    },
    { lineWidth: -1, noRefs: true },
  );
}
