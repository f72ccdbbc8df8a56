import type { CheckContext } from '../ignition/check-context';
import { UNUSED_KEY } from '../ignition/rules-of-keys';
import type { Path } from '../report/path';
import type { FoundInText } from '../report/report-of';
import type { DialectStruct } from '../schema/dialect-struct';
import { rootStruct } from '../schema/dialect-struct';
import type { Dialect } from '../schema/versions';
import { DIALECTS } from '../schema/versions';
import { NEWER_FIELD, UNKNOWN_FIELD } from './rules-of-reading';
import type { ButaneSource } from './source';

/** In a program a field that the version does not have, and a number with a fraction, is an error. */
export function refuseUnknownFields({ dialect }: ButaneSource, context: CheckContext): void {
  context.found.forEach((found, i) => {
    if (found.rule === UNUSED_KEY) context.found[i] = refusal(found, dialect);
  });
}

function refusal({ path }: FoundInText, dialect: Dialect): FoundInText {
  const name = String(path[path.length - 1]);
  const newer = newerDialectWith(path, dialect);
  const { variant, version } = dialect;
  if (newer === undefined) return { rule: UNKNOWN_FIELD, path, message: `${variant} ${version} has no field ${name}` };
  const message = `${variant} ${version} does not have the field ${name}; ${newer.version} has it`;
  return { rule: NEWER_FIELD, path, message };
}

/** The first later version of a variant that has a field, if there is one. */
export function newerDialectWith(path: Path, dialect: Dialect): Dialect | undefined {
  return DIALECTS.find(
    (other) => other.variant === dialect.variant && other.minor > dialect.minor && hasField(other, path),
  );
}

/** Whether a version has a field. Places in lists do not matter. */
export function hasField(dialect: Dialect, path: Path): boolean {
  let struct: DialectStruct | undefined = rootStruct(dialect);
  for (const step of path) {
    if (typeof step === 'number') continue;
    const field: DialectStruct['fields'][number] | undefined = struct?.byName.get(step);
    if (field === undefined) return false;
    struct = field.struct;
  }
  return true;
}
