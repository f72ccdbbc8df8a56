/** The minor numbers of a variant's versions, the first and the last: [2, 7] is 1.2.0 to 1.7.0. */
export type Versions = readonly [from: number, to: number];

/** A config that a rule has something to say about. */
export interface RuleCase {
  /**
   * The config. What stands below `variant` and `version`; `WHOLE` in front of it says that they are its own affair. The
   * place that the rule names stands behind a `»`, which is taken out; without one it names none.
   */
  readonly config: string;
  /** The path that it names; empty for the whole document. */
  readonly path: string;
  /** The versions in which it speaks; in the others it is silent. Default: all. */
  readonly versions?: Versions;
  /**
   * `ignition` is a ready config, whose spec 3.X.0 is written as VERSION; `typed` the JSON of an object that a program
   * passes, which has no lines. Default: fcos.
   */
  readonly variant?: 'fcos' | 'flatcar' | 'ignition' | 'typed';
  /** What it says. Default: the words of the rule. */
  readonly message?: string;
  /** How often it says so. Default: 1. */
  readonly times?: number;
  /** The files directory is there. Default: true. */
  readonly hasFiles?: boolean;
}

/** A config that it says nothing about, though it looks much like the others. */
export interface NearMiss extends Pick<RuleCase, 'config' | 'variant' | 'hasFiles'> {
  /** Default: the newest one. */
  readonly version?: number;
}

/** One rule: what makes it speak, and what does not. */
export interface RuleSpec {
  readonly code: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly fires: readonly RuleCase[];
  readonly silent: readonly (string | NearMiss)[];
}

/** A rule that refuses a config. */
export function error(code: string, fires: readonly RuleCase[], silent: RuleSpec['silent']): RuleSpec {
  return { code, level: 'error', fires, silent };
}

/** A rule that warns. */
export function warning(code: string, fires: readonly RuleCase[], silent: RuleSpec['silent']): RuleSpec {
  return { code, level: 'warning', fires, silent };
}

/** A rule of the library's own. */
export function note(code: string, fires: readonly RuleCase[], silent: RuleSpec['silent']): RuleSpec {
  return { code, level: 'note', fires, silent };
}

/** The newest version of each variant. */
export const NEWEST = { fcos: 7, flatcar: 1, ignition: 6, typed: 7 } as const;

/** The text of a case in one version, and the place that it marks. */
export function textOf(
  { config, variant = 'fcos' }: Pick<RuleCase, 'config' | 'variant'>,
  minor: number,
): { readonly text: string; readonly line: number | undefined; readonly column: number | undefined } {
  const version = variant === 'ignition' ? `3.${minor}.0` : `1.${minor}.0`;
  const isWhole = variant === 'ignition' || variant === 'typed' || config.startsWith('WHOLE');
  const marked = (isWhole ? config.replace('WHOLE', '') : `variant: ${variant}\nversion: VERSION\n${config}`).replace(
    'VERSION',
    version,
  );
  const before = marked.includes('»') ? marked.slice(0, marked.indexOf('»')).split('\n') : undefined;
  return {
    text: marked.replace('»', ''),
    line: before?.length,
    column: before === undefined ? undefined : Array.from(before.at(-1)!).length + 1,
  };
}
