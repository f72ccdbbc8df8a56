import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { isPlain } from '../../core/check-shape';
import { renderedManifest } from '../../core/rendered';
import { DeckhouseRelease } from '../release';
import type { NodeGroupSpec } from '../resources/node-group';
import type { ObjectView } from './rule';

/** An object of a tree with the construct that it comes from. */
export interface TreeObject<T> extends ObjectView<T> {
  readonly scope: IConstruct;
  /** Whether the library made it. Hand-written objects are read, and not judged. */
  readonly own: boolean;
}

/** Something that makes an object or a document of Deckhouse. */
export interface Rendering {
  /** @internal */
  readonly _document: () => Readonly<Record<string, unknown>>;
}

/**
 * All objects and documents of one cluster, as they will be written.
 *
 * Rules that hold several objects against each other read them from here. It also knows the objects of charts that the
 * library did not make: a platform repo's own NodeGroup counts as well.
 */
export class DeckhouseTree {
  public constructor(
    /** Where findings about the cluster as a whole are reported. */
    public readonly root: IConstruct,
    private readonly objects: readonly TreeObject<Readonly<Record<string, unknown>>>[],
    /** What the program says exists outside of it. */
    public readonly existing: ExistingFacts,
  ) {}

  /** Objects of a kind, in the order of the tree. */
  public of<T = Readonly<Record<string, unknown>>>(...kinds: readonly string[]): readonly TreeObject<T>[] {
    return this.objects.filter((o) => kinds.includes(o.kind)) as unknown as readonly TreeObject<T>[];
  }

  /** Every object. */
  public get all(): readonly TreeObject<Readonly<Record<string, unknown>>>[] {
    return this.objects;
  }

  /** The node groups. */
  public get nodeGroups(): readonly TreeObject<{ readonly spec: NodeGroupSpec }>[] {
    return this.of('NodeGroup');
  }

  /**
   * The release that an object is judged for. Objects of other libraries name none: theirs is that of the cluster's own.
   */
  public releaseOf(object: TreeObject<unknown>): DeckhouseRelease {
    return object.own ? object.release : (this.objects.find((o) => o.own)?.release ?? object.release);
  }

  /** The ModuleConfig of a module, when there is one. */
  public moduleConfig(name: string): TreeObject<ModuleConfigBody> | undefined {
    return this.of<ModuleConfigBody>('ModuleConfig').find((o) => o.name === name);
  }

  /** The settings of a module; empty when it has none here. */
  public settings(name: string): Readonly<Record<string, unknown>> {
    return this.moduleConfig(name)?.body.spec?.settings ?? {};
  }
}

/** What a ModuleConfig holds. */
export interface ModuleConfigBody {
  readonly spec?: {
    readonly enabled?: boolean;
    readonly version?: number;
    readonly settings?: Readonly<Record<string, unknown>>;
  };
}

/** Names and addresses of things that exist outside the program. */
export interface ExistingFacts {
  /** `Kind/name` of objects. */
  readonly objects: ReadonlySet<string>;
  /** Addresses of nodes that are in the cluster already. */
  readonly nodeAddresses: ReadonlySet<string>;
}

/** A construct's object as a rule sees it, or undefined when it makes none. */
export function treeObjectOf(scope: IConstruct): TreeObject<Readonly<Record<string, unknown>>> | undefined {
  const document = (scope as Partial<Rendering>)._document;
  const manifest: unknown =
    typeof document === 'function' ? document.call(scope) : ApiObject.isApiObject(scope) ? renderedManifest(scope as ApiObject) : undefined;
  if (!isPlain(manifest)) return undefined;
  const { apiVersion: _apiVersion, kind, metadata, ...body } = manifest;
  const meta = isPlain(metadata) ? metadata : {};
  return {
    scope,
    own: 'release' in scope,
    kind: String(kind),
    name: typeof meta['name'] === 'string' ? meta['name'] : '',
    labels: strings(meta['labels']),
    annotations: strings(meta['annotations']),
    release: (scope as { release?: DeckhouseRelease }).release ?? DeckhouseRelease.find(scope) ?? DeckhouseRelease.DEFAULT,
    body,
  };
}

function strings(value: unknown): Readonly<Record<string, string>> {
  return isPlain(value) ? (value as Readonly<Record<string, string>>) : {};
}
