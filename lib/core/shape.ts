import type { SecretValue } from './secret-value';

/**
 * Shapes: the building blocks of the tables of the platforms' fields.
 *
 * A shape is plain data. The checker reads it (check-shape.ts), the generated documentation reads it, and the
 * compiler compares it with the TypeScript interface of the same object: a field that is missing in one of them, or
 * has another type, does not compile.
 */

/** The releases that have a field or value. Releases are `major.minor`. */
export interface Availability {
  /** First release that has it. @default - the oldest supported one */
  readonly since?: string;
  /** First release that no longer has it. @default - still present */
  readonly until?: string;
  /** First and last version of a module's settings that hold it. @default - all */
  readonly settings?: readonly [first: number, last?: number];
  /** The replacement in releases that do not have it. @default - nothing to say */
  readonly instead?: string;
}

/** Text. */
export interface StringShape {
  readonly type: 'string';
  /** The form of the text. @default - any */
  readonly pattern?: RegExp;
  /** The form in words, for the error. Needed with a pattern. */
  readonly form?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A number. */
export interface NumberShape {
  readonly type: 'number';
  readonly integer: boolean;
  readonly min?: number;
  readonly max?: number;
  /** @default - any */
  readonly multipleOf?: number;
  /** The unit of the number, for example `MB`. @default - nothing */
  readonly unit?: string;
}

/** True or false. */
export interface BooleanShape {
  readonly type: 'boolean';
}

/** One of a closed set of texts or numbers. */
export interface EnumShape {
  readonly type: 'enum';
  readonly values: readonly (string | number)[];
  /** Values that not every release has. @default - every release has all */
  readonly availability?: Readonly<Record<string, Availability>>;
}

/** A list. */
export interface ListShape {
  readonly type: 'list';
  readonly item: AnyShape;
  readonly minItems?: number;
  readonly unique?: boolean;
}

/** Names chosen by the user, each with a value of one shape. */
export interface MapShape {
  readonly type: 'map';
  readonly value: AnyShape;
  /** The form of the names. @default - any */
  readonly keys?: StringShape;
}

/** Named fields. Others are refused. */
export interface ObjectShape {
  readonly type: 'object';
  readonly fields: Readonly<Record<string, AnyField>>;
}

/** A value that fits one of several shapes, for example a number or a percentage. */
export interface EitherShape {
  readonly type: 'either';
  readonly options: readonly AnyShape[];
}

/**
 * Looks at the value of a secret when it is resolved.
 *
 * @param value The value.
 * @param siblings The object that holds the secret.
 * @returns The required form, or undefined when the value has it. Never the value.
 */
export type SecretCheck = (value: string, siblings: Readonly<Record<string, unknown>>) => string | undefined;

/** A secret: a SecretValue, or a text that is then treated as one. */
export interface SecretShape {
  readonly type: 'secret';
  /** The form of the value. @default - any */
  readonly check?: SecretCheck;
}

/** Whatever JSON can hold. */
export interface JsonShape {
  readonly type: 'json';
}

/**
 * A value that a table does not describe from the inside: an instance of a class, or a value that is checked where it
 * is used. Errors never show it.
 */
export interface OpaqueShape {
  readonly type: 'opaque';
  /** The allowed values, in words. */
  readonly allowed: string;
  /** Whether a value is allowed. Also called for values that are only known at synth. */
  readonly fits: (value: unknown) => boolean;
}

/** Any of the shapes. */
export type AnyShape =
  | StringShape
  | NumberShape
  | BooleanShape
  | EnumShape
  | ListShape
  | MapShape
  | ObjectShape
  | EitherShape
  | SecretShape
  | JsonShape
  | OpaqueShape;

/** A field of an object: its shape, and the releases that have it. */
export interface AnyField extends Availability {
  readonly shape: AnyShape;
  readonly required: boolean;
  /** The platform's own default, as its documentation writes it. @default - none */
  readonly platformDefault?: string;
}

declare const OF: unique symbol;

/** A shape that belongs to a TypeScript type. Invariant, so that a set that lacks a value does not fit either. */
export type Shape<T> = AnyShape & { readonly [OF]?: (value: T) => T };

/** A field that belongs to a TypeScript property. */
export interface Field<T, R extends boolean> extends AnyField {
  readonly shape: Shape<T>;
  readonly required: R;
}

/** The table of an interface: the same names and types, and required where the interface requires it. */
export type FieldsOf<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Field<Exclude<T[K], undefined>, false> : Field<T[K], true>;
};

/** The releases that have a field, and its default. */
export interface FieldNotes extends Availability {
  readonly platformDefault?: string;
}

/** A field that must be there. */
export function required<T>(shape: Shape<T>, notes: FieldNotes = {}): Field<T, true> {
  return { ...notes, shape, required: true };
}

/** A field that may be left out. */
export function optional<T>(shape: Shape<T>, notes: FieldNotes = {}): Field<T, false> {
  return { ...notes, shape, required: false };
}

/** Text, of any form or of the given one. */
export function text(options: Omit<StringShape, 'type'> = {}): Shape<string> {
  return { type: 'string', ...options };
}

/** A whole number. */
export function integer(options: Omit<NumberShape, 'type' | 'integer'> = {}): Shape<number> {
  return { type: 'number', integer: true, ...options };
}

/** A number that may have a fraction. */
export function decimal(options: Omit<NumberShape, 'type' | 'integer'> = {}): Shape<number> {
  return { type: 'number', integer: false, ...options };
}

/** True or false. */
export function flag(): Shape<boolean> {
  return { type: 'boolean' };
}

/** One of a closed set. */
export function oneOf<const T extends string | number>(
  values: readonly T[],
  availability?: Readonly<Partial<Record<T, Availability>>>,
): Shape<T> {
  return { type: 'enum', values, ...(availability && { availability: availability as Record<string, Availability> }) };
}

/** A list of one shape. */
export function list<T>(
  item: Shape<T>,
  options: { readonly minItems?: number; readonly unique?: boolean } = {},
): Shape<readonly T[]> {
  return { type: 'list', item, ...options };
}

/** Arbitrary names with values of one shape. */
export function map<T>(value: Shape<T>, keys?: Omit<StringShape, 'type'>): Shape<Readonly<Record<string, T>>> {
  return { type: 'map', value, ...(keys && { keys: { type: 'string', ...keys } }) };
}

/** An object with exactly the fields of an interface. */
export function object<T>(fields: FieldsOf<T>): Shape<T> {
  return { type: 'object', fields: fields };
}

/** A value that fits one of two shapes. */
export function either<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return { type: 'either', options: [a, b] };
}

/** A secret, of any form or of one that is checked when it is resolved. */
export function secret(check?: SecretCheck): Shape<SecretValue | string> {
  return { type: 'secret', ...(check && { check }) };
}

/** Whatever JSON can hold. */
export function json(): Shape<unknown> {
  return { type: 'json' };
}

/** An object with arbitrary fields. */
export function jsonObject(): Shape<Readonly<Record<string, unknown>>> {
  return { type: 'map', value: { type: 'json' } };
}

/**
 * An instance of a class.
 *
 * @param allowed What is allowed, in words, for example `a SecretValue`.
 * @param fits Whether a value is an instance, also one from another copy of the library.
 */
export function instance<T>(allowed: string, fits: (value: unknown) => boolean): Shape<T> {
  return { type: 'opaque', allowed, fits };
}

const holders = new WeakMap<AnyShape, boolean>();

/** Whether a value of a shape can contain a secret. */
export function canHoldSecret(shape: AnyShape): boolean {
  const known = holders.get(shape);
  if (known !== undefined) return known;
  const found = innerShapes(shape).some(canHoldSecret) || ['secret', 'json', 'opaque'].includes(shape.type);
  holders.set(shape, found);
  return found;
}

function innerShapes(shape: AnyShape): readonly AnyShape[] {
  if (shape.type === 'list') return [shape.item];
  if (shape.type === 'map') return [shape.value];
  if (shape.type === 'either') return shape.options;
  return shape.type === 'object' ? Object.values(shape.fields).map((field) => field.shape) : [];
}
