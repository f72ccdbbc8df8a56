import { isMergeKey, isTooMuchFromAliases } from '../../yaml/aliases';
import type { RawAlias, RawMap, RawNode, RawScalar } from '../../yaml/node';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Value } from '../value';
import { quote } from '../syntax/quote';
import { asBool, asInt, resolveScalar, ScalarFailure, shortTag, tagOf } from './scalars';

/** A value of the wrong type, and its place. */
export interface DecodeError {
  /** The fault, in Butane's words. */
  readonly message: string;
  /** The offset where it begins. */
  readonly offset: number;
  /** Whether it is a repeated key. */
  readonly isRepeatedKey: boolean;
}

/** A document that cannot be read at all, in the words of Butane, which names no place. */
export class DecodeFailure extends Error {}

// No Butane config is deeper; a document may be.
const DEEPEST = 1_000;
const MOST_ERRORS = 1_000;

/**
 * Reads a document into a config, by the table of its dialect, as Butane's reader does: values of the wrong type are
 * collected in `errors` and left out.
 */
export class Decoder {
  /** Every value of a wrong type, and every key that occurs twice. */
  public readonly errors: DecodeError[] = [];
  /** Whether the document has something that needs a closer look for unused keys. */
  public isOdd = false;
  /** Numbers with a fraction where a whole number is expected: the fraction is dropped. */
  public readonly cut: RawScalar[] = [];
  private readonly open = new Set<RawNode>();
  private decoded = 0;
  private fromAliases = 0;
  private aliasDepth = 0;
  private depth = 0;

  /**
   * @param placeOf What messages call the place of an offset: `line 5`.
   */
  public constructor(private readonly placeOf: (offset: number) => string) {}

  /**
   * The config of a document.
   *
   * @throws DecodeFailure for what ends the reading: an alias that contains itself, a tag that does not fit.
   */
  public root(node: RawNode, struct: DialectStruct): ConfigObject {
    const config: ConfigObject = {};
    this.object(node, struct, config);
    return config;
  }

  private count(): void {
    this.decoded += 1;
    if (this.aliasDepth === 0) return;
    this.fromAliases += 1;
    if (isTooMuchFromAliases(this.fromAliases, this.decoded)) {
      throw new DecodeFailure('document contains excessive aliasing');
    }
  }

  /** Follows an alias; `use` gets its target. */
  private follow<T>(node: RawNode, use: (target: Exclude<RawNode, RawAlias>) => T): T {
    this.count();
    if (node.type !== 'alias') return use(node);
    this.isOdd = true;
    if (this.open.has(node)) throw new DecodeFailure(`anchor '${node.name}' value contains itself`);
    this.open.add(node);
    this.aliasDepth += 1;
    const result = this.follow(node.target, use);
    this.aliasDepth -= 1;
    this.open.delete(node);
    return result;
  }

  /** Fills an object; false when the node is not one. */
  private object(node: RawNode, struct: DialectStruct, into: ConfigObject): boolean {
    return this.follow(node, (target) => {
      if (target.type === 'map') return this.map(target, struct, into, undefined);
      if (target.type === 'scalar' && this.isNull(target)) this.isOdd = true;
      else this.refuse(target, struct.go);
      return false;
    });
  }

  private map(node: RawMap, struct: DialectStruct, into: ConfigObject, merged: Set<string> | undefined): boolean {
    const { children } = node;
    if (this.hasRepeatedKey(children)) return false;
    this.depth += 1;
    if (this.depth > DEEPEST) throw new DecodeFailure('exceeded max depth');
    let merge: RawNode | undefined;
    for (let i = 0; i < children.length; i += 2) {
      const key = children[i]!;
      if (isMergeKey(key)) {
        merge = children[i + 1]!;
        this.isOdd = true;
        continue;
      }
      const name = this.key(key);
      if (name === undefined) {
        this.isOdd = true;
        continue;
      }
      if (merged?.has(name) === true) continue;
      merged?.add(name);
      const field = struct.byName.get(name);
      if (field === undefined) {
        this.isOdd = true;
        continue;
      }
      const value = this.value(children[i + 1]!, field);
      if (value !== undefined) into[field.name] = value;
    }
    if (merge !== undefined) this.merge(children, merge, struct, into, merged);
    this.depth -= 1;
    return true;
  }

  private key(node: RawNode): string | undefined {
    return node.type === 'scalar' && node.tag === '' && node.style === 'plain' && /^[a-z_]+$/.test(node.value)
      ? (this.count(), node.value === 'null' ? undefined : node.value)
      : (this.scalar(node, 'string', 'string') as string | undefined);
  }

  private hasRepeatedKey(children: readonly RawNode[]): boolean {
    if (!repeats(children)) return false;
    const seen = new Map<string, number[]>();
    for (let i = 0; i < children.length; i += 2) {
      const key = keyOf(children[i]!);
      const places = seen.get(key);
      if (places === undefined) seen.set(key, [i]);
      else places.push(i);
    }
    for (let i = 0; i < children.length; i += 2) {
      for (const later of seen.get(keyOf(children[i]!))!) {
        if (later <= i) continue;
        const [first, second] = [children[i]!, children[later]!];
        // The number of pairs grows with the square of the keys, so only some are listed.
        if (this.errors.length >= MOST_ERRORS) return true;
        const message = `mapping key ${quote(textOfKey(second))} already defined at ${this.placeOf(first.start)}`;
        this.errors.push({ message, offset: second.start, isRepeatedKey: true });
      }
    }
    return true;
  }

  private merge(
    keys: readonly RawNode[],
    merge: RawNode,
    struct: DialectStruct,
    into: ConfigObject,
    known: Set<string> | undefined,
  ): void {
    const merged = known ?? new Set(keys.filter((key, i) => i % 2 === 0 && key.type === 'scalar').map(textOfKey));
    const sources = merge.type === 'list' ? merge.children : [merge];
    for (const source of sources) {
      const target = source.type === 'alias' ? source.target : source;
      if (target.type !== 'map') throw new DecodeFailure('map merge requires map or sequence of maps as the value');
      this.follow(source, () => this.map(target, struct, into, merged));
    }
  }

  private value(node: RawNode, field: DialectField): Value | undefined {
    if (field.list !== undefined) return this.list(node, field);
    if (field.struct === undefined) return this.scalar(node, field.scalar!, field.go);
    const into: ConfigObject = {};
    const isThere = this.object(node, field.struct, into);
    return isThere ? into : undefined;
  }

  private list(node: RawNode, field: DialectField): readonly Value[] | undefined {
    return this.follow(node, (target) => {
      if (target.type === 'list') {
        const items: Value[] = [];
        for (const child of target.children) {
          const item = this.item(child, field);
          if (item === undefined) this.isOdd = true;
          else items.push(item);
        }
        return items;
      }
      if (target.type === 'map') {
        if (!this.hasRepeatedKey(target.children)) this.refuse(target, field.go);
      } else if (!this.isNull(target)) this.refuse(target, field.go);
      return undefined;
    });
  }

  private item(node: RawNode, field: DialectField): Value | undefined {
    if (field.struct === undefined) return this.scalar(node, field.scalar!, field.goItem);
    const into: ConfigObject = {};
    return this.object(node, field.struct, into) ? into : undefined;
  }

  private scalar(
    node: RawNode,
    type: 'string' | 'int' | 'bool',
    go: string,
  ): string | number | bigint | boolean | undefined {
    return this.follow(node, (target) => {
      if (target.type !== 'scalar') {
        if (target.type === 'list' || !this.hasRepeatedKey(target.children)) this.refuse(target, go);
        return undefined;
      }
      const resolved = this.resolve(target);
      if (resolved.value === null) return undefined;
      if (type === 'string') return resolved.tag === '!!binary' ? resolved.value : target.value;
      const value = type === 'int' ? asInt(resolved) : asBool(resolved);
      if (value === undefined) this.refuse(target, go);
      else if (resolved.isFloat === true) this.cut.push(target);
      return value;
    });
  }

  private isNull(node: RawScalar): boolean {
    return this.resolve(node).value === null;
  }

  private resolve(node: RawScalar): ReturnType<typeof resolveScalar> {
    try {
      return resolveScalar(node);
    } catch (e) {
      throw e instanceof ScalarFailure ? new DecodeFailure(e.message) : e;
    }
  }

  private refuse(node: RawNode, go: string): void {
    const message = `cannot unmarshal ${described(node)} into ${go}`;
    this.errors.push({ message, offset: node.start, isRepeatedKey: false });
  }
}

function described(node: RawNode): string {
  if (node.type === 'alias') return '';
  const tag = node.type === 'scalar' ? tagOf(node) : shortTag(node.tag);
  if (tag === '' || tag === '!') return node.type === 'list' ? '!!seq' : '!!map';
  if (tag === '!!seq' || tag === '!!map') return tag;
  return `${tag} \`${node.type === 'scalar' ? shortened(node.value) : ''}\``;
}

/** At most ten bytes; of a longer text the first seven. */
function shortened(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length > 10 ? `${bytes.subarray(0, 7).toString('utf8')}...` : text;
}

// Few objects have more keys; for these a loop is quicker than a set.
const FEW_CHILDREN = 16;

function repeats(children: readonly RawNode[]): boolean {
  if (children.length > FEW_CHILDREN) {
    const keys = new Set<string>();
    for (let i = 0; i < children.length; i += 2) keys.add(keyOf(children[i]!));
    return keys.size < children.length / 2;
  }
  for (let i = 2; i < children.length; i += 2) {
    const key = keyOf(children[i]!);
    for (let j = 0; j < i; j += 2) if (keyOf(children[j]!) === key) return true;
  }
  return false;
}

// Keys are the same by their kind and their text, whatever the text means.
function keyOf(node: RawNode): string {
  return node.type === 'scalar' ? node.value : `\0${node.type}${textOfKey(node)}`;
}

function textOfKey(node: RawNode): string {
  return node.type === 'scalar' ? node.value : node.type === 'alias' ? node.name : '';
}
