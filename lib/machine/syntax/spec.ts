/** The specs of Ignition configs that are known here, oldest first. */
export const IGNITION_SPECS = ['3.0.0', '3.1.0', '3.2.0', '3.3.0', '3.4.0', '3.5.0', '3.6.0'] as const;

/** The spec of an Ignition config. */
export type IgnitionSpec = '3.0.0' | '3.1.0' | '3.2.0' | '3.3.0' | '3.4.0' | '3.5.0' | '3.6.0';

/** Whether a spec is the given one or a newer one. */
export function isSince(spec: IgnitionSpec, since: IgnitionSpec): boolean {
  return IGNITION_SPECS.indexOf(spec) >= IGNITION_SPECS.indexOf(since);
}
