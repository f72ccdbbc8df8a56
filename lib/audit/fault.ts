import type { FindingDetails } from '../core/error';
import type { FindingType } from '../core/finding-type';
import { propertyPath } from '../core/format';
import type { Span } from '../yaml/node';
import type { SourceNode } from './reader/node';

/** A key, or the number of an item. */
export type PathStep = string | number;

/** A fault of a policy, without the file that it comes from. */
export interface AuditFault {
  readonly type: FindingType;
  /** The way to the value, for example `['rules', 3, 'level']`. */
  readonly path: readonly PathStep[];
  readonly details: Omit<FindingDetails, 'property'>;
  /** Its place in the file. @default - found by the path */
  readonly span?: Span;
}

/** The path of a value as text: `rules[3].level`. */
export function pathText(path: readonly PathStep[]): string {
  return path.reduce<string>((at, step) => (typeof step === 'number' ? `${at}[${step}]` : propertyPath(at, step)), '');
}

/** The place of a value in a file: the value itself, or the nearest value around it that is written in the file. */
export function spanOf(root: SourceNode | undefined, path: readonly PathStep[]): Span {
  let span: Span = { start: 0, end: 1 };
  let node = root;
  if (node !== undefined) span = headOf(node);
  for (const step of path) {
    if (node === undefined) break;
    let next: SourceNode | undefined;
    if (node.type === 'list' && typeof step === 'number') next = node.items[step];
    else if (node.type === 'map') next = [...node.entries].reverse().find((e) => e.key === step)?.value;
    if (next === undefined) break;
    node = next;
    span = headOf(node);
  }
  return span;
}

// Of a list or an object only its first line is worth showing.
function headOf(node: SourceNode): Span {
  if (node.type === 'scalar') return node;
  const first = node.type === 'list' ? undefined : node.entries[0]?.keySpan;
  return first === undefined || first.start < node.start ? { start: node.start, end: node.start + 1 } : first;
}
