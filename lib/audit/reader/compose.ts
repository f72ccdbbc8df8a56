import { isMergeKey, isTooMuchFromAliases } from '../../yaml/aliases';
import { refuse } from '../../yaml/fault';
import type { RawCollection, RawNode, RawScalar } from '../../yaml/node';
import type { Entry, ListNode, MapNode, ScalarNode, SourceNode } from './node';
import { resolveScalar } from './resolve';

/**
 * The value of a document: scalars resolved, aliases followed, merge keys applied.
 *
 * @throws a `YamlFault` for faults that the API server's reader finds only here: an alias that contains itself, a key
 * that is not a string, aliases that multiply.
 */
export function compose(root: RawNode): SourceNode {
  const composer = new Composer();
  const node = composer.node(root);
  if (composer.hasOddNumber) checkNumbers(node, new Set());
  return node;
}

class Composer {
  /** Whether it holds a number that JSON cannot express. */
  public hasOddNumber = false;
  private readonly made = new Map<RawNode, SourceNode>();
  private readonly sizes = new Map<RawNode, number>();
  private readonly open = new Set<RawNode>();
  private decoded = 0;
  private fromAliases = 0;
  private aliasDepth = 0;

  public node(raw: RawNode): SourceNode {
    this.count(1);
    if (raw.type === 'alias') return this.alias(raw, raw.target);
    if (raw.type === 'scalar') return this.scalar(raw);
    if (!raw.anchored) return this.collection(raw);
    // A node that an alias brings again is the same object: it costs the server time, not us.
    const known = this.made.get(raw);
    if (known !== undefined) {
      this.count((this.sizes.get(raw) ?? 1) - 1);
      return known;
    }
    const before = this.decoded;
    if (this.open.has(raw)) refuse('the value of an anchor contains itself', raw.start);
    this.open.add(raw);
    const node = this.collection(raw);
    this.open.delete(raw);
    this.made.set(raw, node);
    this.sizes.set(raw, this.decoded - before + 1);
    return node;
  }

  private scalar(raw: RawScalar): ScalarNode {
    const { value, isInteger } = resolveScalar(raw);
    if (typeof value === 'number' && !Number.isFinite(value)) this.hasOddNumber = true;
    return { type: 'scalar', value, isInteger, start: raw.start, end: raw.end };
  }

  private collection(raw: RawCollection): SourceNode {
    if (raw.type === 'map') return this.map(raw);
    const { children, start, end } = raw;
    return { type: 'list', items: children.map((c) => this.node(c)), start, end };
  }

  private alias(raw: RawNode, target: RawNode): SourceNode {
    this.aliasDepth += 1;
    const node = this.node(target);
    this.aliasDepth -= 1;
    if (isTooMuchFromAliases(this.fromAliases, this.decoded)) {
      refuse('aliases multiply: they produce too much of the file', raw.start, raw.end);
    }
    return node;
  }

  private count(nodes: number): void {
    this.decoded += nodes;
    if (this.aliasDepth > 0) this.fromAliases += nodes;
  }

  private map({ children, start, end }: RawCollection): MapNode {
    const entries = new Map<string, Entry>();
    const repeated: Entry[] = [];
    const set = (entry: Entry): void => {
      if (entries.has(entry.key)) repeated.push(entry);
      entries.set(entry.key, entry);
    };
    for (let i = 0; i < children.length; i += 2) {
      const key = children[i]!;
      const value = children[i + 1]!;
      if (isMergeKey(key)) this.merged(value).forEach(set);
      else set({ key: this.keyOf(key), keySpan: key, value: this.node(value) });
    }
    return { type: 'map', entries: [...entries.values()], repeated, start, end };
  }

  private merged(value: RawNode): readonly Entry[] {
    const isMap = (raw: RawNode): boolean => (raw.type === 'alias' ? raw.target : raw).type === 'map';
    const sources = value.type === 'list' ? [...value.children].reverse() : [value];
    const found = new Map<string, Entry>();
    for (const source of sources) {
      if (!isMap(source)) refuse('only objects can be merged', source.start, source.end);
      for (const entry of (this.node(source) as MapNode).entries) found.set(entry.key, entry);
    }
    return [...found.values()];
  }

  private keyOf(raw: RawNode): string {
    const node = this.node(raw);
    if (node.type !== 'scalar') return refuse('a key must be a string, not a list or an object', raw.start, raw.end);
    if (node.value === null) return refuse('a key must be a string, not null', raw.start, raw.end);
    return String(node.value);
  }
}

/** The server converts the file to JSON, which cannot express these numbers. */
function checkNumbers(node: SourceNode, seen: Set<SourceNode>): void {
  if (seen.has(node)) return;
  if (node.type === 'scalar') return checkNumber(node);
  seen.add(node);
  const inside: readonly SourceNode[] = (node as ListNode).items ?? (node as MapNode).entries.map((e) => e.value);
  for (const child of inside) checkNumbers(child, seen);
}

function checkNumber({ value, start, end }: ScalarNode): void {
  if (typeof value === 'number' && !Number.isFinite(value)) refuse('a file cannot hold this number', start, end);
}
