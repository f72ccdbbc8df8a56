import { ClusterApp, KvorumError } from 'kvorum';
import { collectFindings } from 'kvorum/core';
import { MachineConfig, MachineOs } from 'kvorum/machine';
import type { ButaneConfig, ButaneFile, ButaneUnit, IMachinePart, MachineConfigProps } from 'kvorum/machine';

/** Public keys that belong to nobody. */
export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFTHIhdBR+hO4szyahwdyen/5CysSTPVxcr2Vj1ziq5F a@example.org';
export const OTHER_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINsQAMz4Q4ZnuADkfCYEW0JBFt3At00iczHDfXDZopnF b@example.org';

/** A machine with parts, in an app of its own. */
export function machineWith(
  parts: readonly IMachinePart[] = [],
  props: Partial<MachineConfigProps> = {},
): MachineConfig {
  return new MachineConfig(ClusterApp.forTesting(), 'master01', { os: MachineOs.altContainer(), parts, ...props });
}

/** The config that parts make. */
export function configWith(parts: readonly IMachinePart[], props: Partial<MachineConfigProps> = {}): ButaneConfig {
  return machineWith(parts, props).toButane();
}

/** A file of a config. */
export function fileOf({ storage }: ButaneConfig, path: string): ButaneFile | undefined {
  return storage?.files?.find((file) => file.path === path);
}

/** The text of a file of a config. */
export function textOf(config: ButaneConfig, path: string): string | undefined {
  return fileOf(config, path)?.contents?.inline;
}

/** A unit of a config. */
export function unitOf({ systemd }: ButaneConfig, name: string): ButaneUnit | undefined {
  return systemd?.units?.find((unit) => unit.name === name);
}

/** The errors with which something is refused; empty when it is taken. */
export function refusedBy(make: () => unknown): readonly KvorumError[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!KvorumError.isKvorumError(error)) throw error;
    return error.all;
  }
}

/** `CODE property` of each error with which something is refused. */
export function codesOf(make: () => unknown): readonly string[] {
  return refusedBy(make).map((e) => `${e.code} ${e.property}`.trim());
}

/** The codes of what the checks of a machine find: errors, then warnings. */
export function findingsOf(machine: MachineConfig): readonly string[] {
  const { errors, warnings } = collectFindings(machine.node.root);
  return [...errors.map((e) => e.code), ...warnings.map(({ type }) => type.code)];
}

/** The output files of the app of a machine, by path. */
export function filesOf(machine: MachineConfig): Readonly<Record<string, string>> {
  const app = machine.node.root as ClusterApp;
  return Object.fromEntries(app.render().map(({ path, text }) => [path, String(text)]));
}
