/** Tables of values whose verdict is known, for each release whose schemas there are. */
import { type SchemaRelease, schemaReleases } from './settings';

/** A part of the reason for each release that refuses; what is not named accepts. */
export type Refusals = Partial<Record<SchemaRelease, string>>;

/** What a value is, the value, and who refuses it. Default: nobody. */
export type Row = readonly [text: string, value: unknown, refusals?: Refusals];

/** Parts of the reasons that schemas give. */
export const pattern = 'must match pattern';
export const unknown = 'must NOT have additional properties';
export const notListed = 'must be equal to one of the allowed values';

/** The same reason from each of some releases. */
export function by(reason: string, ...releases: readonly SchemaRelease[]): Refusals {
  return Object.fromEntries(releases.map((release) => [release, reason]));
}

/** The same reason from every release. */
export function everywhere(reason: string): Refusals {
  return by(reason, ...schemaReleases);
}

/** Declares one test a row and release. */
export function itGives(
  rows: readonly Row[],
  judge: (release: SchemaRelease, value: unknown) => readonly string[],
): void {
  for (const [text, value, refusals = {}] of rows) {
    for (const release of schemaReleases) {
      const reason = refusals[release];
      it(`${reason === undefined ? 'accepts' : 'refuses'} ${text} in ${release}`, () => {
        const errors = judge(release, value);
        if (reason === undefined) {
          expect(errors).toEqual([]);
        } else {
          expect(errors.join('\n')).toContain(reason);
        }
      });
    }
  }
}
