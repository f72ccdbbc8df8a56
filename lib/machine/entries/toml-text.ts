import type { ShapeFault } from '../../core/check-shape';
import { isPlain } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { LONE_SURROGATE } from '../../core/output-file';
import { propertyPath, typeName } from '../../core/format';
import { fault } from '../../core/fault';

type Table = Readonly<Record<string, unknown>>;

/** A TOML document, and the values that could not be written. */
export function tomlText(document: Table): { readonly text: string; readonly faults: readonly ShapeFault[] } {
  const writer = new TomlWriter();
  writer.table(document, []);
  return { text: `${writer.lines.join('\n').trim()}\n`, faults: writer.faults };
}

class TomlWriter {
  public readonly lines: string[] = [];
  public readonly faults: ShapeFault[] = [];

  /** Values come before tables: whatever follows a table header belongs to that table. */
  public table(table: Table, path: readonly string[]): void {
    const entries = Object.entries(table);
    const values = entries.filter(([, value]) => !isPlain(value));
    if (path.length > 0 && (values.length > 0 || entries.length === 0)) {
      this.lines.push('', `[${path.map((key) => this.key(key)).join('.')}]`);
    }
    for (const [key, value] of values) {
      this.lines.push(`${this.key(key)} = ${this.value(value, [...path, key].reduce(propertyPath, ''))}`);
    }
    for (const [key, value] of entries) if (isPlain(value)) this.table(value, [...path, key]);
  }

  private value(value: unknown, at: string): string {
    if (typeof value === 'string') return this.string(value, at);
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (Array.isArray(value)) {
      return `[${value.map((item, i) => this.value(item, `${at}[${i}]`)).join(', ')}]`;
    }
    const allowed = 'a text, a number, true, false, a list or an object';
    this.faults.push(fault(CORE.wrongType, at, `the value is ${typeName(value)}`, { allowed }));
    return '';
  }

  private key(key: string): string {
    return /^[A-Za-z0-9_-]+$/.test(key) ? key : this.string(key, propertyPath('', key));
  }

  private string(text: string, at: string): string {
    if (LONE_SURROGATE.test(text)) {
      const more = { allowed: 'complete characters' };
      this.faults.push(
        fault(CORE.wrongFormat, at, 'the text holds half of a surrogate pair, which UTF-8 cannot encode', more),
      );
    }
    return tomlString(text);
  }
}

/** JSON and TOML share their escapes, but TOML requires two more. */
function tomlString(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\u007f');
}
