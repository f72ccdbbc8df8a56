import { ClusterApp } from 'kvorum';
import { MachineConfig, MachineOs } from 'kvorum/machine';
import type { ButaneConfig, ButaneFile, ButaneUnit, IMachinePart, MachineConfigProps } from 'kvorum/machine';

import { findingsOf } from '../support/findings';

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

/** The codes of the findings about a machine: errors, then warnings. */
export function codesFound(machine: MachineConfig): readonly string[] {
  return findingsOf(machine.node.root).map(({ code }) => code);
}

/** The output files of the app of a machine, by path. */
export function filesOf(machine: MachineConfig): Readonly<Record<string, string>> {
  const app = machine.node.root as ClusterApp;
  return Object.fromEntries(app.render().map(({ path, text }) => [path, String(text)]));
}
