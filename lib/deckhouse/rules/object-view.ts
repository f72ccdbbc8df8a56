import { isPlain } from '../../core/type-guards';
import type { FieldValues } from '../kinds/kind';
import type { DeckhouseRelease } from '../release';

/** One object of a kind, as it will be written. Its fields fit the table of the kind. */
export interface ObjectView<T> {
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly release: DeckhouseRelease;
  /** All fields other than apiVersion, kind and metadata. */
  readonly fields: T;
}

/** The view of an object, both before it is constructed and once it is rendered. */
export function objectView(manifest: FieldValues, release: DeckhouseRelease): ObjectView<FieldValues> {
  const { apiVersion: _apiVersion, kind, metadata, ...fields } = manifest;
  const meta = isPlain(metadata) ? metadata : {};
  return {
    kind: String(kind),
    name: typeof meta.name === 'string' ? meta.name : '',
    labels: texts(meta.labels),
    annotations: texts(meta.annotations),
    release,
    fields,
  };
}

function texts(value: unknown): Readonly<Record<string, string>> {
  if (!isPlain(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
