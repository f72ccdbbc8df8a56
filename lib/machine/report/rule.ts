import type { FindingType, FindingLevel } from '../../core/finding-type';
import { defineFinding } from '../../core/finding-type';

/** One rule for configs: its code and the message of the real program. */
export interface ReportRule {
  /** The definition of its code. */
  readonly type: FindingType;
  /** The words of the real program. */
  readonly message: string;
  /** Whether only the library sees the fault: then it never fails a run. */
  readonly isNote?: boolean;
}

/** Defines the rules of one source. */
export function rulesOf(source: string) {
  return (code: string, level: FindingLevel, message: string, explanation: string, fix: string): ReportRule => ({
    type: defineFinding('machine', { code, level, title: titleOf(message), explanation, fix, source, rule: true }),
    message,
  });
}

// A title begins in lower case, but for names.
function titleOf(message: string): string {
  return /^[A-Z][a-z]/.test(message) ? message[0]!.toLowerCase() + message.slice(1) : message;
}
