/** The releases of Ignition's spec that the library knows, by their minor number: 3.0.0 to 3.6.0. */
export const SPECS = [0, 1, 2, 3, 4, 5, 6] as const;

/** A release of the spec, by its minor number. */
export type Spec = (typeof SPECS)[number];

/** A release of the spec as it is written. */
export type IgnitionSpec = `3.${Spec}.0`;

/** The specs as they are written, oldest first. */
export const IGNITION_SPECS: readonly IgnitionSpec[] = SPECS.map((spec): IgnitionSpec => `3.${spec}.0`);

/** Whether a spec is the given one or a newer one. */
export function isSince(spec: IgnitionSpec, since: IgnitionSpec): boolean {
  return IGNITION_SPECS.indexOf(spec) >= IGNITION_SPECS.indexOf(since);
}

/** One version of one variant of Butane. */
export interface Dialect {
  /** Butane's variant, or `ignition` for a config that is written in JSON. */
  readonly variant: 'fcos' | 'flatcar' | 'ignition';
  /** Its version, `1.5.0`; of Ignition the spec. */
  readonly version: string;
  /** The spec that its configs are translated to, by its minor number. */
  readonly spec: Spec;
  /** The minor number of the variant's own version. */
  readonly minor: number;
}

// The release of a variant, and the spec that it is translated to.
const VARIANTS: Readonly<Record<'fcos' | 'flatcar', readonly Spec[]>> = {
  fcos: [0, 1, 2, 2, 3, 4, 5, 6],
  flatcar: [3, 4],
};

/** The first release of Ignition that reads a spec, by the spec's minor number. */
export const FIRST_IGNITION: readonly string[] = ['2.0.0', '2.3.0', '2.7.0', '2.11.0', '2.15.0', '2.20.0', '2.26.0'];

/** The versions of Butane that the library reads. */
export const DIALECTS: readonly Dialect[] = Object.entries(VARIANTS).flatMap(([variant, specs]) =>
  specs.map((spec, minor) => ({ variant: variant as 'fcos' | 'flatcar', version: `1.${minor}.0`, spec, minor })),
);

/** The known versions in a few words. */
export const KNOWN_VERSIONS = Object.entries(VARIANTS)
  .map(([variant, specs]) => `${variant} 1.0.0 to 1.${specs.length - 1}.0`)
  .join(', ');

const IGNITION: readonly Dialect[] = SPECS.map((spec) => ({
  variant: 'ignition',
  version: `3.${spec}.0`,
  spec,
  minor: spec,
}));

/** The dialect of a variant and a version, both as they are written. */
export function dialectOf(variant: string, version: string): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.variant === variant && dialect.version === version);
}

/** The dialect of Ignition's own configs. */
export function ignitionDialect(spec: Spec): Dialect {
  return IGNITION[spec]!;
}
