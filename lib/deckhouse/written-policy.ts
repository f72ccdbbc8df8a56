import type { IConstruct } from 'constructs';

import type { AuditPolicySpec } from '../audit/model';

interface Written {
  readonly text: string;
  readonly spec: AuditPolicySpec;
}

const written = new WeakMap<IConstruct, Written>();

/** Remembers which policy the library wrote into a Secret. */
export function policyWasWritten(secret: IConstruct, text: string, spec: AuditPolicySpec): void {
  written.set(secret, { text, spec });
}

/**
 * The policy that the library wrote into a Secret, if the text is unchanged. This avoids loading the file reader,
 * which takes longer to start than the rest of a small program.
 */
export function writtenPolicy(secret: IConstruct, text: string): AuditPolicySpec | undefined {
  const found = written.get(secret);
  return found?.text === text ? found.spec : undefined;
}
