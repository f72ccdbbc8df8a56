import type { Path } from '../report/path';
import type { Dialect } from '../schema/versions';
import { DIALECTS, FIRST_IGNITION } from '../schema/versions';
import { hasField, newerDialectWith } from '../butane/typed-fields';

/** The first release of Ignition that reads the output of a version of Butane. */
export function ignitionFor({ spec }: Dialect): string {
  return FIRST_IGNITION[spec] ?? '';
}

/** The newest version of a variant that a release of Ignition reads, if there is one. */
export function newestDialect(variant: string, ignition: string): Dialect | undefined {
  return DIALECTS.filter((d) => d.variant === variant && isAtLeast(ignition, ignitionFor(d))).at(-1);
}

/** Whether a version is another one or later; both `major.minor.patch`. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Why a version of Butane does not have a field that another one has, in words; undefined when it has it, or when no
 * version of any variant has it.
 */
export function whyTooNew(dialect: Dialect, path: Path): string | undefined {
  if (hasField(dialect, path)) return undefined;
  const newer = newerDialectWith(path, dialect);
  if (newer !== undefined) return `it came with ${newer.variant} ${newer.version} (Ignition ${ignitionFor(newer)})`;
  const others = DIALECTS.filter((other) => other.variant !== dialect.variant);
  return others.some((other) => hasField(other, path)) ? `no version of ${dialect.variant} has it` : undefined;
}
