import type { LineBreaks } from '../../yaml/line-map';
import { LineMap } from '../../yaml/line-map';
import type { RawMap, RawNode } from '../../yaml/node';
import type { Path } from './path';

/** A place in a text: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Maps paths to places in a text. */
export class SourceMap {
  private readonly map: LineMap;

  /**
   * @param root The root of the parsed text; undefined for an empty text.
   * @param text The text.
   * @param breaks Where its lines end.
   */
  public constructor(
    private readonly root: RawNode | undefined,
    text: string,
    breaks: LineBreaks = 'yaml',
  ) {
    this.map = new LineMap(text, breaks);
  }

  /** The line of an offset, from 1. */
  public lineOf(offset: number): number {
    return this.map.lineOf(offset);
  }

  /** The place of an offset. */
  public placeOf(offset: number): Place {
    return { line: this.map.lineOf(offset), column: this.map.columnOf(offset) };
  }

  /** The place of the deepest part of a path that is there. Aliases are not followed. */
  public place(path: Path, isKey = false): Place | undefined {
    return this.root === undefined ? undefined : this.placeOf(offsetOf(this.root, path, isKey));
  }

  /** The way to the node that begins at an offset, or whose key does; empty behind the document. */
  public pathTo(offset: number): Path {
    const path: (string | number)[] = [];
    let node = this.root;
    if (node !== undefined && offset >= node.end) return path;
    while (node !== undefined && (node.type === 'map' || node.type === 'list')) {
      const { children } = node;
      const step: number = node.type === 'map' ? 2 : 1;
      // The last item, or pair, that begins before the offset, or there.
      let [low, high] = [0, children.length / step];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (children[middle * step]!.start > offset) high = middle;
        else low = middle + 1;
      }
      if (low === 0) break;
      const at = (low - 1) * step;
      path.push(step === 2 ? textOf(children[at]!) : at);
      const child: RawNode = children[at + step - 1]!;
      node = child.start <= offset ? child : undefined;
    }
    return path;
  }
}

/** Where the deepest part of a path that is there begins. Aliases are not followed. */
export function offsetOf(root: RawNode, path: Path, isKey = false): number {
  let node = root;
  for (let i = 0; i < path.length; i++) {
    const step = path[i]!;
    if (isKey && i === path.length - 1 && node.type === 'map') {
      const key = keyIndex(node, String(step));
      return (key === undefined ? node : node.children[key]!).start;
    }
    const next = childOf(node, step);
    if (next === undefined) break;
    node = next;
  }
  return node.start;
}

/** A value by its key or its number. */
export function childOf(node: RawNode, step: string | number): RawNode | undefined {
  if (node.type === 'list') return typeof step === 'number' ? node.children[step] : undefined;
  if (node.type !== 'map') return undefined;
  const at = keyIndex(node, String(step));
  return at === undefined ? undefined : node.children[at + 1];
}

// Up to this many keys and values are searched; larger objects get an index.
const FEW = 32;
const INDEXES = new WeakMap<RawMap, ReadonlyMap<string, number>>();

/** The index of a key: of two the last one counts. */
function keyIndex(node: RawMap, name: string): number | undefined {
  const { children } = node;
  if (children.length > FEW) return indexOf(node).get(name);
  for (let i = children.length - 2; i >= 0; i -= 2) if (textOf(children[i]!) === name) return i;
  return undefined;
}

function indexOf(node: RawMap): ReadonlyMap<string, number> {
  const known = INDEXES.get(node);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  for (let i = 0; i < node.children.length; i += 2) made.set(textOf(node.children[i]!), i);
  INDEXES.set(node, made);
  return made;
}

/** The text of a key. */
export function textOf(key: RawNode): string {
  return key.type === 'scalar' ? key.value : key.type === 'alias' ? key.name : '';
}
