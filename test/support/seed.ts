// A landing is judged by the same random cases each time. The deep tier asks for others, and for more of them:
//   KVORUM_SEED=7 repeats a run; KVORUM_WIDTH=10 makes ten times as many cases.

/** The seed of everything random. Shown in the names of the tests, so that a failure can be repeated. */
export const SEED = Number(process.env.KVORUM_SEED ?? 20261);

/** How many times as many cases as usual. */
export const WIDTH = Number(process.env.KVORUM_WIDTH ?? 1);
