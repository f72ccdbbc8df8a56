import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { KvorumError } from '../core';
import { APP } from './codes';
import type { PendingFile, Reveal } from './pending-file';
import { isWithin, realPath } from './real-path';
import type { OutputFolder } from './rendered-file';
import type { FolderContent } from './writer';
import { Writer } from './writer';
import { LIST_NAME } from './written-list';

/** The folders of the three kinds of output. */
export type OutputPlaces = Readonly<Record<OutputFolder, string>>;

/**
 * The command that runs the program. Each of the two shows in the environment, and reads its own folder afterwards.
 *
 * - `cdk8s`: all but the stacks is written.
 * - `cdktf`: only the stacks are.
 * - `nobody`: the program runs by itself, and everything is.
 */
export type Caller = 'cdk8s' | 'cdktf' | 'nobody';

/**
 * The files to be written, one writer for each list of written files: a run by cdktf must not touch the other
 * folders.
 */
export function planOutput(
  app: object,
  places: OutputPlaces,
  caller: Caller,
  pending: readonly PendingFile[],
  reveal: Reveal,
): Writer[] {
  const content = (folder: OutputFolder): FolderContent => ({
    name: places[folder],
    files: pending
      .filter((d) => d.folder === folder)
      .map((d) => ({
        path: d.path,
        mode: d.mode,
        secret: d.isSecret,
        content: () => d.content(reveal),
        hash: () => d.hash(reveal),
      })),
  });
  const writers: Writer[] = [];
  if (caller !== 'cdktf') writers.push(new Writer(places.files, [content('manifests'), content('files')], app));
  if (caller !== 'cdk8s') {
    const stacks = content('terraform');
    // Without a stack, now or earlier, the folder is not ours.
    if (stacks.files.length > 0 || existsSync(join(places.terraform, LIST_NAME))) {
      writers.push(new Writer(places.terraform, [stacks], app));
    }
  }
  return writers;
}

/** Faults of where the folders are. */
export function placeFaults(places: OutputPlaces): KvorumError[] {
  const real: OutputPlaces = {
    manifests: realPath(places.manifests),
    files: realPath(places.files),
    terraform: realPath(places.terraform),
  };
  const fault = (message: string): KvorumError => new KvorumError(APP.outdirsOverlap, undefined, { message });
  const faults = (['files', 'terraform'] as const)
    .filter((folder) => isWithin(real.manifests, real[folder]))
    .map((folder) => fault(`${places[folder]} is inside ${places.manifests}, which is for manifests only`));
  if (real.files === real.terraform) {
    faults.push(fault(`${places.files} is used for both the Terraform stacks and all other files`));
  }
  const working = realPath('.');
  for (const folder of ['manifests', 'files', 'terraform'] as const) {
    if (!isWithin(real[folder], working)) continue;
    const message = `${places[folder]} ${real[folder] === working ? 'is' : 'holds'} the working folder`;
    faults.push(new KvorumError(APP.workingFolder, undefined, { message }));
  }
  return faults;
}
