import type { ShapeFault } from '../core/check-shape';
import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { closest, show, typeName } from '../core/format';
import type { TextPattern } from '../core/patterns';
import { fault } from '../core/fault';
import { isCalendar } from './calendar';
import { UNITS } from './codes';
import { SystemdCommand } from './command';
import type { DirectiveType } from './directives';
import { CONDITIONS, DIRECTIVES, ITEM_PATTERNS, LINE_PATTERN, SPAN_PATTERN } from './directives';
import { literal, quoted } from './quote';
import type { SystemdCondition, SystemdDirective } from './sections';

/** A section as text, with its faults. */
export interface SectionText {
  /** Its lines, the one with its name first. */
  readonly lines: readonly string[];
  /** Its faults. */
  readonly faults: readonly ShapeFault[];
}

type Given = Readonly<Record<string, unknown>>;

// Fields of sections that are not directives.
const OWN_FIELDS = ['more', 'clear', 'conditions'];

/** The order of directives: that of the table of the section, or that of the given props. */
export type DirectiveOrder = 'table' | 'given';

/** Writes a section, and checks every value on the way. */
export function sectionText(name: string, given: Given, at: string, order: DirectiveOrder = 'table'): SectionText {
  const writer = new SectionWriter(name, at);
  writer.write(given, order);
  return { lines: [`[${name}]`, ...writer.lines], faults: writer.faults };
}

class SectionWriter {
  public readonly lines: string[] = [];
  public readonly faults: ShapeFault[] = [];

  public constructor(
    private readonly name: string,
    private readonly at: string,
  ) {}

  public write(given: Given, order: DirectiveOrder): void {
    const directives = DIRECTIVES[this.name] ?? {};
    for (const key of Object.keys(given)) {
      if (Object.hasOwn(directives, key) || OWN_FIELDS.includes(key)) continue;
      const guess = closest(key, Object.keys(directives));
      const fix =
        guess === undefined ? { fix: 'pass it in `more`, if systemd supports it' } : { fix: `did you mean ${guess}?` };
      this.fault(CORE.unknownField, key, `the field ${show(key)} is not known here`, fix);
    }
    this.clear(given.clear);
    for (const name of Object.keys(order === 'table' ? directives : given)) {
      const [type, value] = [directives[name], given[name]];
      if (type !== undefined && value !== undefined) this.directive(name, type, value);
    }
    if (given.conditions !== undefined) this.conditions(given.conditions);
    this.more(given.more);
  }

  private directive(name: string, type: DirectiveType, value: unknown): void {
    const add = (text: string): unknown => this.lines.push(`${name}=${text}`);
    if (typeof type !== 'string') {
      if (type.includes(value as string)) add(value as string);
      else
        this.fault(CORE.notInSet, name, 'the value is not one of the allowed ones', {
          given: show(value),
          allowed: type.join(', '),
        });
      return;
    }
    switch (type) {
      case 'text':
      case 'unit':
      case 'user':
      case 'path':
      case 'output':
        if (this.fits(name, value, ITEM_PATTERNS[type] ?? LINE_PATTERN)) add(type === 'unit' ? value : literal(value));
        return;
      case 'documentation':
      case 'directories':
      case 'units':
      case 'paths':
      case 'options':
        return this.list(name, type, value, add);
      case 'addresses':
      case 'files':
      case 'optionalFiles':
        for (const item of this.items(name, value, ITEM_PATTERNS[type] ?? LINE_PATTERN)) add(literal(item));
        return;
      case 'calendars':
        return this.calendars(name, value, add);
      case 'commands':
        return this.commands(name, value, add);
      case 'environment':
        return this.environment(name, value, add);
      case 'span':
        if (typeof value === 'number' && SPAN_PATTERN.pattern.test(String(value))) add(String(value));
        else if (this.fits(name, value, SPAN_PATTERN)) add(value);
        return;
      case 'flag':
        if (typeof value === 'boolean') add(value ? 'yes' : 'no');
        else this.wrongType(name, value, 'true or false');
        return;
      case 'count':
      case 'limit':
        if (isCount(value) || (type === 'limit' && value === 'infinity')) add(String(value));
        else this.wrongType(name, value, `a whole number from 0${type === 'limit' ? ", or 'infinity'" : ''}`);
        return;
      case 'mode':
        if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0o7777) {
          add((value as number).toString(8).padStart(4, '0'));
        } else this.wrongType(name, value, 'a number, for example 0o077');
        return;
    }
  }

  private list(name: string, type: string, value: unknown, add: (text: string) => unknown): void {
    const items = this.items(name, value, ITEM_PATTERNS[type] ?? LINE_PATTERN).map((item) => writeItem(type, item));
    if (items.length === 0) return;
    const line = items.join(type === 'options' ? ',' : ' ');
    if (type === 'options' || line.length <= LONGEST_LIST) add(line);
    else items.forEach(add);
  }

  private calendars(name: string, value: unknown, add: (text: string) => unknown): void {
    for (const [i, item] of this.items(name, value, LINE_PATTERN).entries()) {
      if (isCalendar(item)) add(item);
      else
        this.fault(UNITS.badValue, `${name}[${i}]`, 'systemd would not read the value', {
          given: show(item),
          allowed: CALENDAR,
        });
    }
  }

  private commands(name: string, value: unknown, add: (text: string) => unknown): void {
    if (!Array.isArray(value)) return this.wrongType(name, value, 'a list of SystemdCommand');
    value.forEach((command: unknown, i) => {
      if (SystemdCommand.isSystemdCommand(command)) add(command.toString());
      else this.wrongType(`${name}[${i}]`, command, "SystemdCommand.of(['/usr/bin/true'])");
    });
  }

  private environment(name: string, value: unknown, add: (text: string) => unknown): void {
    if (!isPlain(value)) return this.wrongType(name, value, 'an object with texts');
    for (const [key, text] of Object.entries(value)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
        const allowed = 'letters, digits and underscores';
        this.fault(UNITS.badValue, name, 'the name of a variable cannot be written', { given: show(key), allowed });
      } else if (this.fits(`${name}.${key}`, text, VARIABLE_PATTERN)) {
        add(quoted(`${key}=${text}`, { specifiers: false, variables: true }));
      }
    }
  }

  private conditions(value: unknown): void {
    if (!Array.isArray(value)) return this.wrongType('conditions', value, 'a list');
    (value as readonly SystemdCondition[]).forEach((condition, i) => {
      const at = `conditions[${i}]`;
      if (!isPlain(condition)) return this.wrongType(at, condition, 'an object with test and value');
      const { test, value: operand, not, failing } = condition;
      if (!CONDITIONS.includes(test)) {
        const details = { given: show(test), allowed: CONDITIONS.join(', ') };
        return this.fault(CORE.notInSet, `${at}.test`, 'the value is not one of the allowed ones', details);
      }
      if (!this.fits(`${at}.value`, operand, OPERAND_PATTERN)) return;
      if (/^(?:Path|Directory|File)/.test(test) && !operand.startsWith('/')) {
        const details = { given: show(operand), allowed: 'an absolute path; `not` negates the condition' };
        return this.fault(UNITS.badValue, `${at}.value`, 'the path of a condition is relative', details);
      }
      this.lines.push(
        `${failing === true ? 'Assert' : 'Condition'}${test}=${not === true ? '!' : ''}${literal(operand)}`,
      );
    });
  }

  private clear(value: unknown): void {
    if (value === undefined) return;
    for (const name of this.items('clear', value, NAME_PATTERN)) this.lines.push(`${name}=`);
  }

  private more(value: unknown): void {
    if (value === undefined) return;
    if (!Array.isArray(value)) return this.wrongType('more', value, 'a list');
    (value as readonly SystemdDirective[]).forEach((directive, i) => {
      const at = `more[${i}]`;
      if (!isPlain(directive)) return this.wrongType(at, directive, 'an object with name and value');
      const isNamed = this.fits(`${at}.name`, directive.name, NAME_PATTERN);
      const isWritable = directive.value === '' || this.fits(`${at}.value`, directive.value, LINE_PATTERN);
      if (isNamed && isWritable) this.lines.push(`${directive.name}=${directive.value}`);
    });
  }

  private items(name: string, value: unknown, form: TextPattern): readonly string[] {
    if (Array.isArray(value)) return value.filter((item, i): item is string => this.fits(`${name}[${i}]`, item, form));
    this.wrongType(name, value, 'a list of texts');
    return [];
  }

  private fits(
    name: string,
    value: unknown,
    { pattern, form = '', maxLength = LONGEST_VALUE }: TextPattern,
  ): value is string {
    if (typeof value !== 'string') this.wrongType(name, value, 'a text');
    else if (value.length <= maxLength && pattern?.test(value) === true) return true;
    else this.fault(UNITS.badValue, name, 'systemd would not read the value', { given: show(value), allowed: form });
    return false;
  }

  private wrongType(name: string, value: unknown, allowed: string): void {
    this.fault(CORE.wrongType, name, `the value is ${typeName(value)}`, { given: show(value), allowed });
  }

  private fault(
    kind: ShapeFault['type'],
    name: string,
    message: string,
    more: { given?: string; allowed?: string; fix?: string },
  ): void {
    this.faults.push(fault(kind, `${this.at}.${name}`, message, more));
  }
}

/** systemd does not read larger numbers of this type. */
const LARGEST_COUNT = 2 ** 31 - 1;

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_COUNT;
}

const CALENDAR = 'a calendar expression, for example daily or Mon..Fri *-*-* 03:00:00';
const LONGEST_LIST = 110;
const LONGEST_VALUE = 2000;

const NAME_PATTERN: TextPattern = {
  pattern: /^[A-Z][A-Za-z0-9]{0,63}$/,
  form: 'the name of a directive, for example MemoryMax',
};
// What turns a condition round, or makes it one of several, in front of a value.
const OPERAND_PATTERN: TextPattern = {
  pattern: new RegExp(`(?!^[!|])${LINE_PATTERN.pattern.source ?? ''}`, 'u'),
  form: `${LINE_PATTERN.form}, without ! and | in front; \`not\` negates the condition`,
};
const VARIABLE_PATTERN: TextPattern = {
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  pattern: /^[^\u0000-\u0008\u000b-\u001f\u007f\p{Surrogate}\p{Noncharacter_Code_Point}]*$/u,
  form: 'no control characters but line ends and tabs',
};

function writeItem(type: string, item: string): string {
  if (type === 'units') return item;
  return type === 'paths' ? quoted(item, { specifiers: false, variables: true }) : literal(item);
}
