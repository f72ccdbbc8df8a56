import type { Span } from '../../yaml/node';

/** Text, a number, true or false, or nothing. */
export interface ScalarNode extends Span {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
  /** Whether a number goes into a field for whole numbers. */
  readonly isInteger: boolean;
}

/** A list. */
export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly SourceNode[];
}

/** A key and its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SourceNode;
}

/** An object. */
export interface MapNode extends Span {
  readonly type: 'map';
  /** The entries as its reader sees them, in order. JSON keeps repeated keys: its reader merges one value into the other. */
  readonly entries: readonly Entry[];
  /** Duplicate keys, and keys that a merged map replaces. */
  readonly repeated: readonly Entry[];
}

/** The content of a file as the API server's reader understands it. */
export type SourceNode = ScalarNode | ListNode | MapNode;
