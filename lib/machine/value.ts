/**
 * A config as the library keeps it, of Butane and of Ignition alike: values by Butane's names. Unset fields are
 * absent. Whole numbers that a number cannot hold exactly are bigints.
 */
export type Value = string | number | bigint | boolean | ConfigObject | readonly Value[];

/** A value that is neither an object nor a list. */
export type Scalar = string | number | bigint | boolean;

/** A single value as it is written. */
export function scalarText(value: Scalar): string {
  return String(value);
}

/** An object of a config. */
export interface ConfigObject {
  [name: string]: Value | undefined;
}

/** The text of a field; undefined when it is not set. */
export function textOf(object: ConfigObject | undefined, name: string): string | undefined {
  return object?.[name] as string | undefined;
}

/** The number of a field. */
export function numberOf(object: ConfigObject | undefined, name: string): number | bigint | undefined {
  return object?.[name] as number | bigint | undefined;
}

/** Whether a field is set to true. */
export function isTrue(object: ConfigObject | undefined, name: string): boolean {
  return object?.[name] === true;
}

/** The object of a field. */
export function objectOf(object: ConfigObject | undefined, name: string): ConfigObject | undefined {
  return object?.[name] as ConfigObject | undefined;
}

/** The objects of a list; empty when it is not set. */
export function objectsOf(object: ConfigObject | undefined, name: string): readonly ConfigObject[] {
  return (object?.[name] as readonly ConfigObject[] | undefined) ?? NONE;
}

/** The texts of a list; empty when it is not set. */
export function textsOf(object: ConfigObject | undefined, name: string): readonly string[] {
  return (object?.[name] as readonly string[] | undefined) ?? NO_TEXTS;
}

const NONE: readonly ConfigObject[] = [];
const NO_TEXTS: readonly string[] = [];

/** Whether nothing at all is set in it. */
export function isEmptyValue(value: Value | undefined): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object') return false;
  for (const key in value as ConfigObject) if (!isEmptyValue((value as ConfigObject)[key])) return false;
  return true;
}
