import { CORE } from './codes';
import type { FindingDetails } from './error';
import type { FindingType } from './finding-type';
import { isPlain, isUnresolved } from './type-guards';
import { SecretValue } from './secret-value';
import { canHoldSecret } from './shape';
import type {
  AnyField,
  AnyShape,
  Availability,
  EnumShape,
  ListShape,
  NumberShape,
  ObjectShape,
  StringShape,
} from './shape';
import { closest, propertyPath, show, typeName } from './format';

export { isPlain, isUnresolved } from './type-guards';

/** The release of a platform that an object is checked against. */
export interface Target {
  /** The name of the target in messages, for example `Deckhouse 1.76`. */
  readonly name: string;
  /** Whether the target is this release or a later one. */
  isAtLeast(release: string): boolean;
  /** The version of a module's settings. @default - the object is not the settings of a module */
  readonly settings?: number;
}

/** The target of objects that are the same for every release. */
export const ANY_TARGET: Target = { name: 'any release', isAtLeast: () => true };

/** One fault of an object: the code, the place and the message. */
export interface ShapeFault {
  readonly type: FindingType;
  readonly details: FindingDetails;
}

/**
 * Checks a value against a shape.
 *
 * Values that are only known at synth (cdk8s.Lazy and other tokens) are passed over.
 *
 * @param shape The table.
 * @param value What the user gave.
 * @param property The path of the value, for example `spec`.
 * @param target The release that it is checked against.
 * @returns All faults, in the order of the value's own keys.
 */
export function checkShape(shape: AnyShape, value: unknown, property: string, target: Target): readonly ShapeFault[] {
  const checker = new Checker(target);
  checker.check(shape, value, property);
  return checker.result(property);
}

// etcd accepts requests of up to 1.5 MiB. A pattern with repeated groups overflows the stack on texts of some
// megabytes.
const LONGEST_MATCHED = 1_572_864;
// More than these are usually one mistake repeated.
const MOST_FAULTS = 50;

class Checker {
  private readonly faults: ShapeFault[] = [];
  private more = 0;

  public constructor(private readonly target: Target) {}

  /** The first faults, and how many more there are. */
  public result(property: string): readonly ShapeFault[] {
    if (this.more === 0) return this.faults;
    const details = { message: `it has ${this.more} more faults`, property };
    return [...this.faults, { type: CORE.moreFaults, details }];
  }

  public check(shape: AnyShape, value: unknown, at: string): void {
    if (shape.type === 'opaque') {
      if (!shape.fits(value)) this.wrongType(value, at, shape.allowed, { shape });
      return;
    }
    if (isUnresolved(value)) return;
    switch (shape.type) {
      case 'string':
        return this.checkString(shape, value, at);
      case 'number':
        return this.checkNumber(shape, value, at);
      case 'boolean':
        if (typeof value !== 'boolean') this.wrongType(value, at, 'true or false');
        return;
      case 'enum':
        return this.checkEnum(shape, value, at);
      case 'list':
        return this.checkList(shape, value, at);
      case 'map':
        if (!isPlain(value)) return this.wrongType(value, at, 'an object', { shape });
        for (const key of Object.keys(value)) {
          if (value[key] === undefined || value[key] === null) continue;
          if (shape.keys !== undefined) this.checkString(shape.keys, key, `${at} key`);
          this.check(shape.value, value[key], propertyPath(at, key));
        }
        return;
      case 'object':
        return this.checkObject(shape, value, at);
      case 'either':
        return this.checkEither(shape.options, value, at);
      case 'secret':
        if (!SecretValue.isSecretValue(value) && (typeof value !== 'string' || value === '')) {
          this.fault(CORE.wrongType, at, { message: 'the value is not a secret', allowed: 'a SecretValue' });
        }
        return;
      case 'json':
        return this.checkJson(value, at, new Set());
    }
  }

  private checkString(shape: StringShape, value: unknown, at: string): void {
    if (typeof value !== 'string') {
      const hint = typeof value === 'number' ? { fix: `write '${value}' in quotes` } : {};
      return this.wrongType(value, at, 'a text', hint);
    }
    const { pattern, form = 'another form', minLength = 0 } = shape;
    const { maxLength = pattern === undefined ? Infinity : LONGEST_MATCHED } = shape;
    if (value.length < minLength || value.length > maxLength) {
      const allowed =
        maxLength === Infinity ? `at least ${minLength} characters` : `${minLength} to ${maxLength} characters`;
      return this.fault(CORE.outOfRange, at, {
        message: `the text has ${value.length} characters`,
        given: show(value),
        allowed,
      });
    }
    if (pattern !== undefined && !pattern.test(value)) {
      this.fault(CORE.wrongFormat, at, {
        message: 'the text does not have the required form',
        given: show(value),
        allowed: form,
      });
    }
  }

  private checkNumber(shape: NumberShape, value: unknown, at: string): void {
    const noun = shape.integer ? 'a whole number' : 'a number';
    if (typeof value !== 'number' || !Number.isFinite(value) || (shape.integer && !Number.isSafeInteger(value))) {
      return this.wrongType(value, at, noun);
    }
    const { min, max, multipleOf, unit } = shape;
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
      this.fault(CORE.outOfRange, at, {
        message: 'the number is outside its range',
        given: withUnit(value, unit),
        allowed: range(min, max, unit),
      });
    } else if (multipleOf !== undefined && value % multipleOf !== 0) {
      this.fault(CORE.outOfRange, at, {
        message: `the number is not a multiple of ${multipleOf}`,
        given: withUnit(value, unit),
        allowed: `for example ${withUnit(Math.max(1, Math.ceil(value / multipleOf)) * multipleOf, unit)}`,
      });
    }
  }

  private checkEnum(shape: EnumShape, value: unknown, at: string): void {
    const known = shape.values.filter((v) => this.isKnown(shape.availability?.[String(v)] ?? {}));
    if (shape.values.includes(value as string)) {
      const availability = shape.availability?.[String(value)];
      if (availability !== undefined) this.checkAvailability(availability, `the value ${show(value)}`, at);
      return;
    }
    const guess = typeof value === 'string' ? closest(value, known.map(String)) : undefined;
    this.fault(CORE.notInSet, at, {
      message: 'the value is not one of the allowed ones',
      given: show(value),
      allowed: known.join(', '),
      ...(guess === undefined ? {} : { fix: `did you mean ${guess}?` }),
    });
  }

  private checkList(shape: ListShape, value: unknown, at: string): void {
    if (!Array.isArray(value)) return this.wrongType(value, at, 'a list', { shape });
    const items: readonly unknown[] = value;
    if (items.length < (shape.minItems ?? 0)) {
      this.fault(CORE.outOfRange, at, {
        message: 'the list is too short',
        given: `${items.length} items`,
        allowed: `at least ${shape.minItems}`,
      });
    }
    const seen = new Map<unknown, number>();
    items.forEach((item, i) => {
      const place = `${at}[${i}]`;
      if (item === undefined || item === null) return this.wrongType(item, place, 'a value');
      this.check(shape.item, item, place);
      if (shape.unique !== true || typeof item === 'object') return;
      const first = seen.get(item);
      if (first === undefined) seen.set(item, i);
      else
        this.fault(CORE.duplicateItem, place, {
          message: `the item is already in the list, at ${at}[${first}]`,
          given: show(item),
        });
    });
  }

  private checkObject(shape: ObjectShape, value: unknown, at: string): void {
    if (!isPlain(value)) return this.wrongType(value, at, 'an object', { shape });
    for (const key of Object.keys(value)) {
      if (value[key] === undefined || value[key] === null) continue;
      const field = Object.prototype.hasOwnProperty.call(shape.fields, key) ? shape.fields[key] : undefined;
      if (field === undefined) this.unknownField(shape, key, at);
      else if (this.checkAvailability(field, `the field ${key}`, propertyPath(at, key)))
        this.check(field.shape, value[key], propertyPath(at, key));
    }
    for (const [key, field] of Object.entries(shape.fields)) {
      if (!field.required || (value[key] !== undefined && value[key] !== null) || !this.isKnown(field)) continue;
      this.fault(CORE.requiredField, propertyPath(at, key), {
        message: `the field ${key} is missing`,
        fix: `add ${key}`,
      });
    }
  }

  private checkEither(options: readonly AnyShape[], value: unknown, at: string): void {
    const attempts = options.map((option) => checkShape(option, value, at, this.target));
    if (attempts.some((faults) => faults.length === 0)) return;
    // The option that got the type right knows best what is wrong with the value.
    const best = attempts.find((faults) => faults.every((f) => f.type !== CORE.wrongType)) ?? attempts[0] ?? [];
    const allowed = attempts.map((faults) => faults[0]?.details.allowed ?? '').filter((s) => s !== '');
    const isHidden = options.some(canHoldSecret);
    for (const { type, details } of best) {
      const { given, ...rest } = best === attempts[0] ? { ...details, allowed: allowed.join(', or ') } : details;
      const shown = given === undefined ? {} : { given: isHidden ? typeName(value) : given };
      this.add(type, { ...rest, ...shown });
    }
  }

  private checkJson(value: unknown, at: string, above: ReadonlySet<unknown>): void {
    if (isUnresolved(value) || value === null || value === undefined || SecretValue.isSecretValue(value)) return;
    if (typeof value === 'string' || typeof value === 'boolean') return;
    if (typeof value === 'number' && Number.isFinite(value)) return;
    if (above.has(value)) return this.wrongType(value, at, 'an object that does not contain itself');
    const inside = new Set(above).add(value);
    if (Array.isArray(value)) return value.forEach((item, i) => this.checkJson(item, `${at}[${i}]`, inside));
    if (!isPlain(value)) return this.wrongType(value, at, 'what JSON can hold', { shape: JSON_SHAPE });
    for (const key of Object.keys(value)) this.checkJson(value[key], propertyPath(at, key), inside);
  }

  private unknownField(shape: ObjectShape, key: string, at: string): void {
    const known = Object.keys(shape.fields).filter((k) => this.isKnown(shape.fields[k] ?? {}));
    const guess = closest(key, known);
    this.fault(CORE.unknownField, propertyPath(at, key), {
      message: `the field ${show(key)} is not known here`,
      allowed: known.join(', '),
      ...(guess === undefined ? {} : { fix: `did you mean ${guess}?` }),
    });
  }

  private isKnown({ since, until, settings }: Availability): boolean {
    const version = this.target.settings;
    return (
      (since === undefined || this.target.isAtLeast(since)) &&
      (until === undefined || !this.target.isAtLeast(until)) &&
      (settings === undefined ||
        version === undefined ||
        (version >= settings[0] && version <= (settings[1] ?? Infinity)))
    );
  }

  private checkAvailability(availability: Availability, what: string, at: string): boolean {
    if (this.isKnown(availability)) return true;
    const { since, until, settings, instead } = availability;
    const fix = instead === undefined ? {} : { fix: instead };
    if (since !== undefined && !this.target.isAtLeast(since)) {
      const message = `${what} is known from release ${since}`;
      this.fault(CORE.notYetKnown, at, { message, given: this.target.name, allowed: `${since} and later`, ...fix });
    } else if (until !== undefined && this.target.isAtLeast(until)) {
      const message = `${what} is no longer known from release ${until}`;
      this.fault(CORE.noLongerKnown, at, {
        message,
        given: this.target.name,
        allowed: `releases before ${until}`,
        ...fix,
      });
    } else if (settings !== undefined) {
      const [first, last] = settings;
      const tooOld = (this.target.settings ?? 0) < first;
      const allowed =
        last === undefined
          ? `version ${first} and later`
          : first === last
            ? `version ${first}`
            : `versions ${first} to ${last}`;
      const message = `${what} is not in version ${this.target.settings} of the settings`;
      this.fault(tooOld ? CORE.notYetKnown : CORE.noLongerKnown, at, {
        message,
        given: this.target.name,
        allowed,
        ...fix,
      });
    }
    return false;
  }

  /** Never shows the value where a secret is allowed: it may be a secret in the wrong place. */
  private wrongType(value: unknown, at: string, allowed: string, more: { shape?: AnyShape; fix?: string } = {}): void {
    const { shape, fix } = more;
    const isHidden = shape !== undefined && canHoldSecret(shape);
    const given = isHidden ? typeName(value) : show(value);
    const message = `the value is ${typeName(value)}`;
    this.fault(CORE.wrongType, at, { message, given, allowed, ...(fix === undefined ? {} : { fix }) });
  }

  private fault(type: FindingType, property: string, details: Omit<FindingDetails, 'property'>): void {
    this.add(type, { ...details, property });
  }

  private add(type: FindingType, details: FindingDetails): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ type, details });
    else this.more++;
  }
}

const JSON_SHAPE: AnyShape = { type: 'json' };

/** Whether every field of a table is known to a target, for documentation. */
export function isAlwaysKnown(field: AnyField): boolean {
  return field.since === undefined && field.until === undefined && field.settings === undefined;
}

function withUnit(value: number, unit: string | undefined): string {
  return unit === undefined ? String(value) : `${value} ${unit}`;
}

function range(min: number | undefined, max: number | undefined, unit: string | undefined): string {
  if (max === undefined) return `at least ${withUnit(min ?? 0, unit)}`;
  if (min === undefined) return `at most ${withUnit(max, unit)}`;
  return `${min} to ${withUnit(max, unit)}`;
}
