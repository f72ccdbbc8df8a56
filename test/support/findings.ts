import type { IConstruct } from 'constructs';

import { collectFindings, Findings, KvorumError } from '../../lib/core';
import { codesOf, sentence } from './errors';

/** Every finding of a tree, errors first, as errors: nobody has acknowledged the warnings among them. */
export function findingsOf(root: IConstruct): readonly KvorumError[] {
  const { errors, warnings } = collectFindings(root);
  return [...errors, ...warnings.map(({ type, scope, details }) => new KvorumError(type, scope, details))];
}

/** The findings of one code. */
export function foundOf(root: IConstruct, code: string): readonly KvorumError[] {
  return findingsOf(root).filter((e) => e.code === code);
}

/** Every finding of a tree, as `CODE path property`, sorted. */
export function found(root: IConstruct): string[] {
  return findingsOf(root)
    .map(({ code, path, property }) => `${code} ${path} ${property}`.trim())
    .sort();
}

/** A finding as `CODE path property: message`, its first line. */
export function line(finding: KvorumError): string {
  const { code, path, property } = finding;
  return `${[code, path, property].join(' ').trim()}: ${sentence(finding)}`;
}

/** Acknowledges a code: the code of the refusal, or the findings that are left. */
export function acknowledged(root: IConstruct, code: string): string[] {
  const refusal = codesOf(() => Findings.of(root).acknowledge(code, 'for the test'));
  return refusal.length > 0 ? refusal : found(root);
}
