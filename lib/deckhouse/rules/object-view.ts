import type { DeckhouseRelease } from '../release';

/** One object of a kind, as it will be written. Its fields fit the table of the kind. */
export interface ObjectView<T> {
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly release: DeckhouseRelease;
  /** What stands beside apiVersion, kind and metadata. */
  readonly body: T;
}
