import type { LineBreaks } from '../../yaml/line-map';
import { LineMap } from '../../yaml/line-map';
import type { RawMap, RawNode } from '../../yaml/node';
import type { Path } from './path';

/** A place in a text: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Leads from paths to places in a text. */
export class SourceMap {
  private readonly map: LineMap;
  private readonly keys = new Map<RawMap, ReadonlyMap<string, number>>();

  /**
   * @param root What the text holds; undefined when there is nothing.
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
    if (this.root === undefined) return undefined;
    let node = this.root;
    for (let i = 0; i < path.length; i++) {
      const step = path[i]!;
      if (isKey && i === path.length - 1 && node.type === 'map') {
        const key = this.keyIndex(node, String(step));
        return this.placeOf((key === undefined ? node : node.children[key]!).start);
      }
      const next = this.childOf(node, step);
      if (next === undefined) break;
      node = next;
    }
    return this.placeOf(node.start);
  }

  /** The way to the node that begins at an offset; empty when there is none. */
  public pathTo(offset: number): Path {
    const path: (string | number)[] = [];
    let node = this.root;
    while (node !== undefined && (node.type === 'map' || node.type === 'list')) {
      const { children } = node;
      const step: number = node.type === 'map' ? 2 : 1;
      // The last child that begins before the offset, or there.
      let [low, high] = [0, children.length / step];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (children[middle * step + step - 1]!.start > offset) high = middle;
        else low = middle + 1;
      }
      if (low === 0) break;
      const at = low * step - 1;
      const child: RawNode = children[at]!;
      path.push(step === 2 ? textOf(children[at - 1]!) : at);
      node = child;
    }
    return path;
  }

  private childOf(node: RawNode, step: string | number): RawNode | undefined {
    if (node.type !== 'map' || node.children.length <= FEW) return childOf(node, step);
    const at = this.keyIndex(node, String(step));
    return at === undefined ? undefined : node.children[at + 1];
  }

  /** Where a key stands. As with values, of two keys the last one counts. */
  private keyIndex(node: RawMap, name: string): number | undefined {
    const known = this.keys.get(node);
    if (known !== undefined) return known.get(name);
    const made = new Map<string, number>();
    for (let i = 0; i < node.children.length; i += 2) made.set(textOf(node.children[i]!), i);
    this.keys.set(node, made);
    return made.get(name);
  }
}

// So many keys and values are looked through.
const FEW = 32;

/** A value by its key or its number. */
export function childOf(node: RawNode, step: string | number): RawNode | undefined {
  if (node.type === 'list') return typeof step === 'number' ? node.children[step] : undefined;
  if (node.type !== 'map') return undefined;
  const { children } = node;
  for (let i = children.length - 2; i >= 0; i -= 2) {
    if (textOf(children[i]!) === String(step)) return children[i + 1];
  }
  return undefined;
}

/** The text of a key. */
export function textOf(key: RawNode): string {
  return key.type === 'scalar' ? key.value : key.type === 'alias' ? key.name : '';
}
