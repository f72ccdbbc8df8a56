import type { FindingKind, FindingLevel } from '../../core/finding-kind';
import { defineFinding } from '../../core/finding-kind';

/** One thing that a config is told: its code, and the words that the real program has for it. */
export interface Rule {
  /** What is known of it before it fires. */
  readonly kind: FindingKind;
  /** The words of the real program. */
  readonly message: string;
  /** Whether only the library sees it: then it fails nothing. */
  readonly isNote?: boolean;
}

/** Defines the rules of one source. */
export function rulesOf(source: string) {
  return (code: string, level: FindingLevel, message: string, explanation: string, fix: string): Rule => ({
    kind: defineFinding('machine', { code, level, title: titleOf(message), explanation, fix, source, rule: true }),
    message,
  });
}

// A title begins in lower case, but for names.
function titleOf(message: string): string {
  return /^[A-Z][a-z]/.test(message) ? message[0]!.toLowerCase() + message.slice(1) : message;
}
