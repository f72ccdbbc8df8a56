import { closest, show } from '../core/format';
import { AUDIT } from './codes';
import type { FieldType } from './fields';
import { POLICY_FIELDS } from './fields';
import type { Span } from '../yaml/node';
import type { Entry, MapNode, SourceNode } from './reader/node';
import type { AuditFault, PathStep } from './fault';

/** The content of a file, and the faults of its form. */
export interface Decoded {
  readonly value: Readonly<Record<string, unknown>>;
  readonly faults: readonly AuditFault[];
}

/**
 * Decodes the file into the types of the API server.
 *
 * All faults are kept: the server itself names only the first one.
 */
export function decodePolicy(root: SourceNode): Decoded {
  const decoder = new Decoder();
  const value = decoder.decode(root, POLICY_FIELDS, undefined);
  return { value: (value ?? {}) as Decoded['value'], faults: decoder.faults };
}

type Values = Record<string, unknown>;

const NAMES: Readonly<Record<string, string>> = {
  text: 'a text',
  flag: 'true or false',
  integer: 'a whole number',
  time: 'a time of RFC 3339',
  list: 'a list',
  texts: 'an object of texts',
  map: 'an object',
};
const TIME = /^\d{4}-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})([.,]\d+)?(Z|[-+]\d{2}:\d{2})$/;

class Decoder {
  public readonly faults: AuditFault[] = [];
  // The way to where the decoder is: copied for a fault only.
  private readonly path: PathStep[] = [];
  // Longer lists that the same field had before: the server's reader puts new values into the old ones.
  private readonly former = new WeakMap<readonly unknown[], readonly unknown[]>();

  /**
   * @param before The value that the field has already: a duplicate key in JSON is merged into it.
   */
  public decode(node: SourceNode, field: FieldType, before: unknown): unknown {
    const isNull = node.type === 'scalar' && node.value === null;
    switch (field.type) {
      case 'any':
        return undefined;
      case 'list':
        if (isNull) return undefined;
        return node.type === 'list' ? this.list(node.items, field.item, before) : this.wrong(node, field);
      case 'map':
        if (isNull) return before;
        return node.type === 'map' ? this.map(node, field, before) : this.wrong(node, field);
      case 'texts':
        if (isNull) return before;
        return node.type === 'map' ? this.texts(node) : this.wrong(node, field);
      case 'text':
      case 'flag':
      case 'integer':
      case 'time':
        if (isNull) return before;
        return node.type === 'scalar' && fits(node.value, node.isInteger, field.type)
          ? node.value
          : this.wrong(node, field);
    }
  }

  private at(step: PathStep, node: SourceNode, field: FieldType, before: unknown): unknown {
    this.path.push(step);
    const value = this.decode(node, field, before);
    this.path.pop();
    return value;
  }

  private list(items: readonly SourceNode[], item: FieldType, before: unknown): unknown {
    const old = Array.isArray(before) ? (this.former.get(before) ?? (before as readonly unknown[])) : [];
    const empty = item.type === 'map' ? {} : '';
    const made = items.map((node, i) => this.at(i, node, item, old[i] ?? empty) ?? empty);
    if (old.length > made.length) this.former.set(made, [...made, ...old.slice(made.length)]);
    else if (old.length > 0) this.former.set(made, made);
    return made;
  }

  private map(node: MapNode, field: FieldType & { type: 'map' }, before: unknown): unknown {
    const { fields } = field;
    const made: Values = { ...(before as Values | undefined) };
    for (const { key, keySpan, value } of node.entries) {
      const own = Object.prototype.hasOwnProperty.call(fields, key) ? fields[key] : undefined;
      if (own === undefined) this.unknown(key, keySpan, Object.keys(fields), field.name);
      else made[key] = this.at(key, value, own, made[key]);
    }
    this.repeated(node.repeated);
    return made;
  }

  private texts(node: MapNode): unknown {
    for (const { key, value } of node.entries) this.at(key, value, { type: 'text' }, '');
    this.repeated(node.repeated);
    return {};
  }

  private repeated(entries: readonly Entry[]): void {
    for (const { key, keySpan } of entries) {
      this.faults.push({
        type: AUDIT.repeatedKey,
        path: [...this.path, key],
        span: keySpan,
        details: { message: `the key ${show(key)} is already in this object` },
      });
    }
  }

  private unknown(key: string, span: Span, known: readonly string[], where: string): void {
    const guess = closest(key, known);
    const sameWord = known.find((name) => name.toLowerCase() === key.toLowerCase());
    const message =
      sameWord === undefined
        ? `${show(key)} is not a field of ${where}, and the API server ignores it`
        : `${show(key)} is not ${sameWord}, and the API server ignores it`;
    this.faults.push({
      type: sameWord === undefined ? AUDIT.unknownField : AUDIT.wrongCase,
      path: [...this.path, key],
      span,
      details: { message, allowed: known.join(', '), ...(guess !== undefined && { fix: `did you mean ${guess}?` }) },
    });
  }

  private wrong(node: SourceNode, field: FieldType): undefined {
    const given = node.type === 'scalar' ? show(node.value) : node.type === 'list' ? 'a list' : 'an object';
    const isWord = node.type === 'scalar' && field.type === 'text';
    const message =
      this.path.length === 0 ? 'the file does not hold an object' : `the value is not ${NAMES[field.type]}`;
    this.faults.push({
      type: AUDIT.wrongType,
      path: [...this.path],
      span: node,
      details: {
        message,
        given,
        allowed: NAMES[field.type] ?? '',
        ...(isWord && { fix: 'quote the value, so that YAML reads it as text' }),
        ...(field.type === 'list' && node.type === 'scalar' && { fix: `write it as a list: [${String(node.value)}]` }),
      },
    });
    return undefined;
  }
}

function fits(value: string | number | boolean | null, isInteger: boolean, type: string): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' && isInteger;
    default:
      return typeof value === 'string' && isTime(value);
  }
}

function isTime(text: string): boolean {
  const parts = TIME.exec(text)?.slice(1, 6).map(Number);
  if (parts === undefined) return false;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}
