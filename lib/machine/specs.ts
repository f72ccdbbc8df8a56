import type { FcosVersion, FlatcarVersion } from './butane/config';

/** A version of Butane's specification. */
export interface ButaneSpec {
  /** For whom. */
  readonly variant: 'fcos' | 'flatcar';
  /** Its version. */
  readonly version: FcosVersion | FlatcarVersion;
  /** The version of Ignition's specification that it becomes. */
  readonly ignitionSpec: string;
  /** The first release of Ignition that reads it. */
  readonly ignition: string;
  /** The version for Fedora CoreOS that has the same fields. */
  readonly level: FcosVersion;
}

/** The versions of a variant, oldest first. Where two become the same Ignition, the later one has more fields. */
export const SPECS: readonly ButaneSpec[] = [
  { variant: 'fcos', version: '1.0.0', ignitionSpec: '3.0.0', ignition: '2.0.0', level: '1.0.0' },
  { variant: 'fcos', version: '1.1.0', ignitionSpec: '3.1.0', ignition: '2.3.0', level: '1.1.0' },
  { variant: 'fcos', version: '1.2.0', ignitionSpec: '3.2.0', ignition: '2.7.0', level: '1.2.0' },
  { variant: 'fcos', version: '1.3.0', ignitionSpec: '3.2.0', ignition: '2.7.0', level: '1.3.0' },
  { variant: 'fcos', version: '1.4.0', ignitionSpec: '3.3.0', ignition: '2.11.0', level: '1.4.0' },
  { variant: 'fcos', version: '1.5.0', ignitionSpec: '3.4.0', ignition: '2.15.0', level: '1.5.0' },
  { variant: 'fcos', version: '1.6.0', ignitionSpec: '3.5.0', ignition: '2.20.0', level: '1.6.0' },
  { variant: 'fcos', version: '1.7.0', ignitionSpec: '3.6.0', ignition: '2.26.0', level: '1.7.0' },
  { variant: 'flatcar', version: '1.0.0', ignitionSpec: '3.3.0', ignition: '2.11.0', level: '1.4.0' },
  { variant: 'flatcar', version: '1.1.0', ignitionSpec: '3.4.0', ignition: '2.15.0', level: '1.5.0' },
];

/** The specification of a variant and version, if there is one. */
export function specOf(variant: string, version: unknown): ButaneSpec | undefined {
  return SPECS.find((spec) => spec.variant === variant && spec.version === version);
}

/** The newest specification of a variant that a release of Ignition reads, if there is one. */
export function newestSpec(variant: string, ignition: string): ButaneSpec | undefined {
  return SPECS.filter((spec) => spec.variant === variant && isAtLeast(ignition, spec.ignition)).at(-1);
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

/** The first version for Fedora CoreOS that has a field, where that is not 1.0.0, by list and name. */
export const FIELD_SINCE: Readonly<Record<string, FcosVersion>> = {
  'users.should_exist': '1.2.0',
  'groups.should_exist': '1.2.0',
  'partitions.resize': '1.2.0',
  'filesystems.mount_options': '1.1.0',
  'filesystems.with_mount_unit': '1.1.0',
  'luks.name': '1.2.0',
  'luks.discard': '1.5.0',
  'luks.open_options': '1.5.0',
  'luks.cex': '1.6.0',
  'kernel_arguments.should_exist': '1.4.0',
  'kernel_arguments.should_not_exist': '1.4.0',
};

/** The first version of a variant that has the fields of a level; undefined when none has. */
export function firstVersionWith(variant: string, level: FcosVersion): string | undefined {
  return SPECS.find((spec) => spec.variant === variant && isAtLeast(spec.level, level))?.version;
}
