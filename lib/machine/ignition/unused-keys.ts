import type { RawMap, RawNode } from '../../yaml/node';
import { pathText } from '../report/path';
import { childOf, textOf } from '../report/source-map';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Value } from '../value';
import type { CheckContext } from './check-context';
import { TREE_MISMATCH, UNUSED_KEY } from './rules-of-keys';

/** The naming of the keys of a text: that of Butane, or that of Ignition. */
export type KeyNames = 'name' | 'json';

/**
 * Looks for keys that the version does not have.
 *
 * The path of a value leads to its place in the text, as upstream has it: aliases are not followed, and after a null
 * entry of a list the others are off by one.
 */
export function checkUnusedKeys(
  root: ConfigObject,
  struct: DialectStruct,
  node: RawNode | undefined,
  names: KeyNames,
  context: CheckContext,
): void {
  new KeyCheck(names, context).object(root, struct, node);
}

class KeyCheck {
  public constructor(
    private readonly names: KeyNames,
    private readonly context: CheckContext,
  ) {}

  public object(object: ConfigObject | undefined, struct: DialectStruct, raw: RawNode | undefined): void {
    const { context } = this;
    if (raw === undefined) return;
    if (raw.type !== 'map') {
      // Nothing below it has a place in the text.
      const message =
        `context tree does not match content tree at ${pathText(context.path)}. Line and column reporting ` +
        'may be inconsistent. Unused keys may not be reported';
      return context.add(TREE_MISMATCH, [], message);
    }
    const fields = this.names === 'name' ? struct.byName : struct.byJson;
    this.keys(raw, fields);
    for (const field of fields.values()) {
      const inner = field.struct === undefined ? undefined : childOf(raw, field[this.names]!);
      if (inner !== undefined) this.field(object?.[field.name], field, field.struct!, inner);
    }
  }

  private keys(raw: RawMap, fields: ReadonlyMap<string, DialectField>): void {
    const { context } = this;
    const seen = new Set<string>();
    for (let i = 0; i < raw.children.length; i += 2) {
      const key = textOf(raw.children[i]!);
      if (fields.has(key) || seen.has(key)) continue;
      seen.add(key);
      context.found.push({ rule: UNUSED_KEY, path: [...context.path, key], message: `unused key ${key}`, isKey: true });
    }
  }

  private field(value: Value | undefined, field: DialectField, struct: DialectStruct, raw: RawNode): void {
    const { path } = this.context;
    path.push(field[this.names]!);
    if (field.list === undefined) {
      // An object behind a pointer is not there when it is null.
      if (value !== undefined || !field.pointer) this.object(value as ConfigObject | undefined, struct, raw);
    } else {
      ((value ?? []) as readonly ConfigObject[]).forEach((entry, i) => {
        path.push(i);
        this.object(entry, struct, childOf(raw, i));
        path.pop();
      });
    }
    path.pop();
  }
}
