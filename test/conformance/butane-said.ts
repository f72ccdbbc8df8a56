/** What Butane and the library say of a config, in a form in which the two can be compared. */
export interface Said {
  readonly error: string;
  readonly entries: readonly string[];
  readonly json: string;
}

/** A rule that the release of the judge has dropped, and 0.29 has. */
export const DROPPED = 'shouldExist is false for a partition and other partition(s) has start or size 0';

/** Faults of the YAML itself are said in other words; that it is one is the same. */
export function withoutSyntax(error: string): string {
  const isSyntax = /^(Error unmarshaling yaml: )?yaml: (?!unmarshal errors|cannot decode|anchor|map merge)/.test(error);
  return isSyntax ? 'a fault of the YAML' : error;
}
