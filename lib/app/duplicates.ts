import { resolve } from 'node:path';

import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { Finding } from '../core';
import { KvorumError } from '../core';
import { CORE } from '../core/codes';
import { show } from '../core/format';
import { markedClusterOf, markedClusters } from '../topology/cluster-mark';
import { APP } from './codes';
import { nameOf } from './dependencies';
import type { PendingFile } from './pending-file';
import type { OutputPlaces } from './output';
import { realPath } from './real-path';
import type { RenderedDocument } from './render';
import { LIST_NAME, SECRET_LIST_NAME } from './written-list';

/**
 * Objects that would overwrite each other when all files of a cluster are applied to it. Objects of several clusters
 * are compared cluster by cluster.
 */
export function duplicateObjects(root: IConstruct, documents: readonly RenderedDocument[]): Finding[] {
  const clusters = markedClusters(root);
  const several = clusters.length > 1;
  const first = new Map<string, ApiObject>();
  const findings: Finding[] = [];
  for (const { object, manifest } of documents) {
    const identity = identityOf(manifest);
    if (object === undefined || identity === undefined) continue;
    const home = several ? (markedClusterOf(object)?.node.path ?? '') : '';
    const key = `${home}\0${identity}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, object);
      continue;
    }
    const message = `${describe(manifest)} is also created by ${known.node.path}`;
    const details = { message, fix: 'rename one of them, or acknowledge it when they go to different clusters' };
    findings.push({ type: APP.duplicateObject, scope: object, details });
  }
  return several ? [...findings, clustersTogether(root, clusters)] : findings;
}

function clustersTogether(root: IConstruct, clusters: readonly IConstruct[]): Finding {
  const given = clusters.map(nameOf).join(', ');
  const message = `the app holds ${clusters.length} clusters, and their manifests are in one folder`;
  const fix = "give each its own app, new ClusterApp({ outdir: 'out/NAME/dist' }), or acknowledge this";
  return { type: APP.clustersTogether, scope: root, details: { message, given, fix } };
}

/**
 * Files that would overwrite each other.
 *
 * @param places The folders: one may be inside another.
 */
export function pathFaults(pending: readonly PendingFile[], places: OutputPlaces): KvorumError[] {
  const roots: OutputPlaces = {
    manifests: realPath(places.manifests),
    files: realPath(places.files),
    terraform: realPath(places.terraform),
  };
  const keyOf = (file: PendingFile, path: string): string => placeKey(roots[file.folder], path);
  const reserved = new Set(
    [roots.files, roots.terraform].flatMap((home) => RESERVED.map((name) => placeKey(home, name))),
  );
  const files = new Map<string, PendingFile>();
  const folders = new Map<string, PendingFile>();
  const faults: KvorumError[] = [];
  const clash = (file: PendingFile, message: string): void => {
    faults.push(new KvorumError(APP.duplicatePath, file.sources[0], { message, given: file.path }));
  };
  for (const file of pending) {
    const unusable = unusablePath(file.path, places[file.folder]);
    if (unusable !== undefined) {
      faults.push(new KvorumError(CORE.filePath, file.sources[0], { message: unusable, given: show(file.path) }));
      continue;
    }
    const key = keyOf(file, file.path);
    const parts = file.path.split('/');
    const above = parts.slice(0, -1).map((_, i) => keyOf(file, parts.slice(0, i + 1).join('/')));
    const twin = files.get(key);
    if ([key, ...above].some((k) => reserved.has(k)))
      clash(file, `the path ${file.path} is taken by the app's own record of what it wrote`);
    else if (twin !== undefined) {
      // The app's own files come last and have no construct: the fault is reported at a construct, where it can be
      // corrected.
      const [at, other] = file.sources.length === 0 ? [twin, file] : [file, twin];
      clash(at, `the path ${at.path} is also taken by ${describeTwin(other, at)}`);
    } else files.set(key, file);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, file);
  }
  for (const [key, file] of files) {
    const below = folders.get(key);
    if (below !== undefined)
      clash(file, `${file.path} is a file here and a folder for ${below.path} of ${sourceOf(below)}`);
  }
  return faults;
}

function unusablePath(path: string, root: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    return 'the path of a file leads out of its folder, or holds an empty part';
  }
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME)) {
    return `a name in the path of a file is longer than ${LONGEST_NAME} bytes`;
  }
  // While the file is written it has a temporary name, which may be longer.
  const name = Math.max(Buffer.byteLength(parts.at(-1)!), TEMPORARY_NAME);
  const length = Buffer.byteLength(resolve(root, ...parts.slice(0, -1))) + 1 + name;
  return length > LONGEST_PATH
    ? `the path of a file is longer than ${LONGEST_PATH} bytes, its folder included`
    : undefined;
}

// The limit of the common file systems.
const LONGEST_NAME = 255;
const LONGEST_PATH = 4095;
const TEMPORARY_NAME = 40;

/** On file systems that ignore case, `A` and `a` are one file; on some, the two ways to write an accent are. */
function placeKey(root: string, path: string): string {
  return `${root}/${path}`.normalize('NFC').toLowerCase();
}

const RESERVED = [LIST_NAME, SECRET_LIST_NAME];

function describeTwin(twin: PendingFile, file: PendingFile): string {
  if (twin.folder !== file.folder) return `${sourceOf(twin)} (${twin.path} of another output folder)`;
  return twin.path === file.path ? sourceOf(twin) : `${sourceOf(twin)} (${twin.path}: one file where case is ignored)`;
}

function sourceOf(file: PendingFile): string {
  const [source] = file.sources;
  return source === undefined ? 'the app itself' : nameOf(source);
}

interface ManifestHead {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown };
}

function identityOf(manifest: unknown): string | undefined {
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const { apiVersion, kind, metadata } = manifest as ManifestHead;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata?.name !== 'string')
    return undefined;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const { name, namespace } = metadata;
  // None of the parts can contain a slash: the API server would refuse it.
  return `${String(group)}/${kind}/${typeof namespace === 'string' ? namespace : ''}/${name}`;
}

function describe(manifest: unknown): string {
  const { kind, metadata } = manifest as ManifestHead;
  const namespace = typeof metadata?.namespace === 'string' ? `${metadata.namespace}/` : '';
  return `the ${String(kind)} ${namespace}${String(metadata?.name)}`;
}
