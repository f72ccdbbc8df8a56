import type { RawNode } from '../../yaml/node';
import { RawList, RawMap, RawScalar } from '../../yaml/node';
import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import { NO_VALUE_OF_CONFIG } from './rules-of-reading';

/** A typed config as the nodes that a text with the same content would have. */
export interface TypedSource {
  readonly root: RawNode;
  /** The way to the node that begins at a number. */
  readonly pathAt: (number: number) => Path;
  /** Values that no config has. */
  readonly found: readonly FoundInText[];
}

// Nothing of Butane is deeper. An object that holds itself ends here, too.
const DEEPEST = 100;

/** Turns a typed config into nodes. Each has a number in place of an offset. */
export function readTyped(input: object): TypedSource {
  const reader = new TypedReader();
  const root = reader.node(input);
  return { root, pathAt: (number) => reader.paths[number] ?? [], found: reader.found };
}

class TypedReader {
  public readonly paths: Path[] = [];
  public readonly found: FoundInText[] = [];
  private readonly path: (string | number)[] = [];

  public node(value: unknown): RawNode {
    const at = this.paths.length;
    this.paths.push([...this.path]);
    if (typeof value === 'string' && !/\p{Cs}/u.test(value)) return new RawScalar(value, 'double', '', at, at);
    if (typeof value === 'boolean' || typeof value === 'bigint' || Number.isSafeInteger(value)) {
      return new RawScalar(String(value), 'plain', '', at, at);
    }
    const isDeep = this.path.length > DEEPEST;
    if (!isDeep && Array.isArray(value)) return this.list(value, at);
    if (!isDeep && isPlainObject(value)) return this.map(value, at);
    this.found.push({ rule: NO_VALUE_OF_CONFIG, path: [...this.path], message: NO_VALUE_OF_CONFIG.message });
    return new RawScalar('null', 'plain', '', at, at);
  }

  private list(value: readonly unknown[], at: number): RawNode {
    const list = new RawList(true, '', false, at, at);
    // A list with holes has undefined in them, which is not a value.
    list.children = Array.from(value, (item, i) => this.inside(i, item));
    return list;
  }

  private map(value: object, at: number): RawNode {
    const map = new RawMap(true, '', false, at, at);
    map.children = Object.entries(value).flatMap(([key, its]: [string, unknown]) =>
      its === undefined ? [] : [new RawScalar(key, 'double', '', at, at), this.inside(key, its)],
    );
    return map;
  }

  private inside(step: string | number, value: unknown): RawNode {
    this.path.push(step);
    const node = this.node(value);
    this.path.pop();
    return node;
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
