/**
 * The seed of everything random. A landing is judged by the same cases each time; the deep tier asks for others by
 * KVORUM_SEED, by which a run can be repeated, too.
 */
export const SEED = Number(process.env.KVORUM_SEED ?? 20261);

/** The parameters of a property of fast-check: its seed, and how many cases. */
export function runs(count: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: SEED, numRuns: Math.ceil(count) };
}
