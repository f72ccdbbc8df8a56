import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';

import type { IConstruct } from 'constructs';

import type { Finding } from '../core';
import { KvorumError } from '../core';
import { reasonOf } from '../core/format';
import { APP } from './codes';
import { PendingFile } from './pending-file';
import { strayValues } from './stray-values';
import { temporaryFolder } from './temporary-folder';
import type { Stack, StackManifest, TerraformHost } from './terraform-host';
import { holdsPlaceholder } from './value-resolver';

/** The result of rendering the stacks of a tree. */
export interface RenderedStacks {
  readonly pending: readonly PendingFile[];
  readonly errors: readonly KvorumError[];
  /** Warnings; they can be acknowledged. */
  readonly findings: readonly Finding[];
}

/** The parts of cdktf that are needed. */
interface Cdktf {
  readonly Manifest: new (version: string, outdir: string, hcl: boolean) => StackManifest;
  readonly LocalBackend: new (scope: IConstruct, props: { readonly path: string }) => IConstruct;
}

/**
 * Synthesizes all Terraform stacks of a tree in memory.
 *
 * cdktf writes files as it goes, so it gets a temporary folder, which is removed before this returns.
 *
 * @param constructs The stacks of the tree.
 * @param always Whether to run even without a stack, because cdktf is the caller and reads the manifest afterwards.
 */
export function renderStacks(
  root: IConstruct,
  constructs: readonly IConstruct[],
  host: TerraformHost,
  always: boolean,
): RenderedStacks {
  const stacks = constructs as readonly Stack[];
  if (stacks.length === 0 && !always) return { pending: [], errors: [], findings: [] };
  const misplaced = placeErrors(root, stacks);
  if (misplaced.length > 0) return { pending: [], errors: misplaced, findings: [] };
  const cdktf = loadCdktf();
  if (cdktf === undefined) {
    // The command of cdktf reads a manifest that only cdktf can write; without stacks and without cdktf the result is
    // empty.
    const errors = stacks.map(
      (stack) => new KvorumError(APP.cdktfMissing, stack, { message: 'cdktf is not installed' }),
    );
    return { pending: [], errors, findings: [] };
  }
  const folder = temporaryFolder('kvorum-cdktf-');
  try {
    return new StackRun(cdktf.library, cdktf.version, folder, host).run(stacks);
  } finally {
    host.manifest = undefined;
    rmSync(folder, { recursive: true, force: true });
  }
}

class StackRun {
  private readonly errors: KvorumError[] = [];
  private readonly findings: Finding[] = [];
  private readonly failed = new Set<Stack>();

  public constructor(
    private readonly cdktf: Cdktf,
    private readonly version: string,
    private readonly folder: string,
    private readonly host: TerraformHost,
  ) {}

  public run(stacks: readonly Stack[]): RenderedStacks {
    const manifest = new this.cdktf.Manifest(this.version, this.folder, this.host.isHcl);
    this.host.manifest = manifest;
    // Skipped here: the stacks' validations run with those of the whole tree.
    const session = { outdir: this.folder, skipValidation: true, manifest };
    for (const stack of stacks) this.attempt(stack, () => this.prepare(stack));
    for (const stack of stacks) this.attempt(stack, () => stack.prepareStack());
    for (const stack of stacks) this.attempt(stack, () => stack.synthesizer.synthesize(session));
    if (this.errors.length > 0) return { pending: [], errors: this.errors, findings: this.findings };
    manifest.writeToFile();
    const pending = filesBelow(this.folder, '').map((path) => this.pendingFile(path, stacks));
    for (const file of pending) {
      if (!holdsPlaceholder(Buffer.from(file.publicContent()).toString('latin1'))) continue;
      const message = `a secret was turned into text and is in ${file.path}`;
      this.errors.push(new KvorumError(APP.secretInTerraform, file.sources[0], { message }));
    }
    return { pending, errors: this.errors, findings: this.findings };
  }

  private prepare(stack: Stack): void {
    stack.cdktfVersion ??= this.version;
    const stray = strayValues(stack);
    if (stray.length > 0) {
      for (const error of stray) this.errors.push(error);
      this.failed.add(stack);
      return;
    }
    const backend = stack.node.findAll().find((c) => BACKEND in c) as Backend | undefined;
    if (backend === undefined) {
      // cdktf would add one with the absolute path of the working folder, and the output would differ from machine to
      // machine. This path leads to the same place, the folder that holds cdktf.out: the state must not lie inside of
      // it, where a clean-up would delete it as output.
      new this.cdktf.LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
    } else if (backend.name === 'local' && isAbsolute(backend.props?.path ?? '')) {
      const message = 'the path of the local backend is absolute, and is written to cdk.tf.json';
      const fix = `give a path relative to the stack's folder, for example ../../../terraform.${stack.node.id}.tfstate`;
      this.findings.push({ type: APP.absoluteStatePath, scope: stack, details: { message, fix } });
    }
  }

  /** Runs one step. After a failure the next steps of the same stack would only fail again. */
  private attempt(stack: Stack, step: () => void): void {
    if (this.failed.has(stack)) return;
    try {
      step();
    } catch (e) {
      this.failed.add(stack);
      for (const error of stackErrors(stack, e)) this.errors.push(error);
    }
  }

  private pendingFile(path: string, stacks: readonly Stack[]): PendingFile {
    const content = readFileSync(join(this.folder, path));
    const isExecutable = (statSync(join(this.folder, path)).mode & 0o100) !== 0;
    const sources = stacks.filter((stack) => path.startsWith(`stacks/${stack.node.id}/`));
    return new PendingFile({
      folder: 'terraform',
      path,
      kind: 'stack',
      mode: isExecutable ? 0o755 : 0o644,
      sources,
      secrets: [],
      produce: () => content,
    });
  }
}

interface Backend extends IConstruct {
  readonly name?: string;
  readonly props?: { readonly path?: string };
}

const BACKEND = Symbol.for('cdktf/TerraformBackend');

function placeErrors(root: IConstruct, stacks: readonly Stack[]): KvorumError[] {
  const ids = new Map<string, Stack>();
  return stacks.flatMap((stack) => {
    const { id, path, scope } = stack.node;
    if (scope !== root) {
      const message = 'the stack is not a direct child of the app';
      return [new KvorumError(APP.stackPlace, stack, { message, given: path, fix: 'pass the app as its scope' })];
    }
    if (id === '.' || id === '..') {
      return [new KvorumError(APP.stackId, stack, { message: 'its id cannot be the name of a folder', given: id })];
    }
    const twin = ids.get(id.toLowerCase());
    ids.set(id.toLowerCase(), stack);
    if (twin === undefined) return [];
    const message = `its id differs from that of ${twin.node.id} by case only`;
    return [new KvorumError(APP.stackId, stack, { message, given: id })];
  });
}

function stackErrors(stack: Stack, e: unknown): readonly KvorumError[] {
  if (KvorumError.isKvorumError(e)) return e.all.map((single) => single.locatedAt(stack));
  const annotated = stack.node
    .findAll()
    .flatMap((construct) =>
      construct.node.metadata
        .filter((entry) => entry.type === '@cdktf/error')
        .map((entry) => new KvorumError(APP.stackAnnotation, construct, { message: String(entry.data) })),
    );
  if (annotated.length > 0) return annotated;
  const message = `cdktf cannot synthesize it: ${reasonOf(e)}`;
  return [new KvorumError(APP.stackFailed, stack, { message })];
}

/** cdktf, or cdktn, which has the same classes and symbols: beside this library, or beside the program. */
function loadCdktf(): { library: Cdktf; version: string } | undefined {
  const load = createRequire(__filename);
  const paths = [__dirname, process.cwd()];
  for (const name of ['cdktf', 'cdktn']) {
    try {
      const { version } = load(load.resolve(`${name}/package.json`, { paths })) as { version: string };
      return { library: load(load.resolve(name, { paths })) as Cdktf, version };
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw e;
    }
  }
  return undefined;
}

function filesBelow(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    });
}
