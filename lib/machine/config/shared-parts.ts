import { DataDisk } from '../parts/data-disk';
import { HostNetwork } from '../parts/host-network';
import { HostsEntries } from '../parts/hosts-entries';
import { ImageArchives } from '../parts/image-archives';
import { KernelModules } from '../parts/kernel-modules';
import { KernelParameters } from '../parts/kernel-parameters';
import { LoginEnvironment } from '../parts/login-environment';
import { LoginUser } from '../parts/login-user';
import { SudoRules } from '../parts/sudo-rules';
import { SwapSpace } from '../parts/swap-space';
import { TimeSync } from '../parts/time-sync';
import type { PartRecorder } from '../entries/recorder';
import type { IMachinePart } from './machine';
import type { MachineOs } from './machine-os';

/**
 * The parts that add the same to every machine of an operating system: they are immutable and do not depend on the
 * host. Parts of other authors, and derived ones, are not known to do so.
 */
export const SHARED_PARTS: ReadonlySet<unknown> = new Set([
  DataDisk,
  HostNetwork,
  HostsEntries,
  ImageArchives,
  KernelModules,
  KernelParameters,
  LoginEnvironment,
  LoginUser,
  SudoRules,
  SwapSpace,
  TimeSync,
]);

const recorded = new WeakMap<IMachinePart, WeakMap<MachineOs, PartRecorder>>();

/**
 * The entries that a part adds to a machine, recorded once for all machines of an operating system where possible.
 *
 * @param record Lets the part add what it has.
 */
export function recordedPart(part: IMachinePart, os: MachineOs, record: () => PartRecorder): PartRecorder {
  if (!SHARED_PARTS.has(part.constructor) || Object.hasOwn(part, 'bind')) return record();
  const known = recorded.get(part)?.get(os);
  if (known !== undefined) return known;
  const made = record();
  recorded.set(part, (recorded.get(part) ?? new WeakMap<MachineOs, PartRecorder>()).set(os, made));
  return made;
}
