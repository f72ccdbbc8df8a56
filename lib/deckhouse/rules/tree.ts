import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { checkShape, isPlain } from '../../core/check-shape';
import { renderedManifest } from '../../core/rendered';
import type { ObjectShape } from '../../core/shape';
import { snapshot } from '../../core/snapshot';
import { DeckhouseRelease } from '../release';
import type { NodeTemplate } from '../kinds/node-group-instances';
import type { NodeGroupSpec, NodeType } from '../kinds/node-group-spec';
import { NODE_GROUP_SPEC } from '../kinds/node-group-spec';
import type { ObjectView } from './object-view';

/** An object of a tree with the construct that it comes from. */
export interface TreeObject<T> extends ObjectView<T> {
  readonly scope: IConstruct;
  /** Whether the library made it. Hand-written objects of its kinds are read, and not judged. */
  readonly own: boolean;
  /** The whole object. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /**
   * Where a property stands in what the program wrote, for a group that dhctl makes out of its own document.
   *
   * @default - the property itself
   */
  readonly at?: (property: string) => string;
}

/** The kinds that the library has classes for. Other systems have some of the same name, in API groups of their own. */
const OWN_KINDS: ReadonlySet<string> = new Set([
  'ModuleConfig',
  'NodeGroup',
  'StaticInstance',
  'SSHCredentials',
  'YandexInstanceClass',
  'NodeGroupConfiguration',
  'KubeSchedulerWebhookConfiguration',
  'ClusterConfiguration',
  'InitConfiguration',
  'StaticClusterConfiguration',
  'YandexClusterConfiguration',
]);

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
  private readonly kinds = new Map<string, TreeObject<Readonly<Record<string, unknown>>>[]>();
  private readonly groups: readonly TreeObject<NodeGroupBody>[];

  public constructor(
    /** Where findings about the cluster as a whole are reported. */
    public readonly root: IConstruct,
    private readonly objects: readonly TreeObject<Readonly<Record<string, unknown>>>[],
    /** What the program says exists outside of it. */
    public readonly existing: ExistingFacts,
  ) {
    for (const object of objects) {
      const { kind } = object;
      if ((OWN_KINDS.has(kind) || kind.endsWith('InstanceClass')) && !isOfDeckhouse(object)) continue;
      const known = this.kinds.get(kind);
      if (known === undefined) this.kinds.set(kind, [object]);
      else known.push(object);
    }
    const written = this.of('NodeGroup').flatMap((o) => nodeGroupOf(o) ?? []);
    const names = new Set(written.map((group) => group.name));
    const made = this.own<Readonly<Record<string, unknown>>>('YandexClusterConfiguration').flatMap(groupsOfDhctl);
    this.groups = [...written, ...made.filter((group) => !names.has(group.name))];
  }

  /** Objects of a kind, in the order of the tree; of several kinds, one kind after the other. */
  public of<T = Readonly<Record<string, unknown>>>(...kinds: readonly string[]): readonly TreeObject<T>[] {
    const found = kinds.flatMap((kind) => this.kinds.get(kind) ?? []);
    return found as unknown as readonly TreeObject<T>[];
  }

  /** Objects of a kind that the library made: their fields fit the table of the kind. */
  public own<T>(kind: string): readonly TreeObject<T>[] {
    return this.of<T>(kind).filter((o) => o.own);
  }

  /** Every object. */
  public get all(): readonly TreeObject<Readonly<Record<string, unknown>>>[] {
    return this.objects;
  }

  /** The node groups, those that dhctl makes included. Of hand-written ones only what fits the table can be read. */
  public get nodeGroups(): readonly TreeObject<NodeGroupBody>[] {
    return this.groups;
  }

  /**
   * The release that an object is judged for. Objects of other libraries name none: theirs is that of the cluster's own.
   */
  public releaseOf(object: TreeObject<unknown>): DeckhouseRelease {
    if (object.own) return object.release;
    return DeckhouseRelease.find(object.scope) ?? this.objects.find((o) => o.own)?.release ?? object.release;
  }

  /** The ModuleConfig of a module, when there is one. */
  public moduleConfig(name: string): TreeObject<ModuleConfigBody> | undefined {
    return this.of<ModuleConfigBody>('ModuleConfig').find((o) => o.name === name);
  }

  /** The settings of a module; empty when it has none here. */
  public settings(name: string): Readonly<Record<string, unknown>> {
    const settings: unknown = this.moduleConfig(name)?.body.spec?.settings;
    return isPlain(settings) ? settings : {};
  }
}

/** A NodeGroup beside its metadata. */
export interface NodeGroupBody {
  readonly spec: NodeGroupSpec;
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
    typeof document === 'function'
      ? document.call(scope)
      : ApiObject.isApiObject(scope)
        ? renderedManifest(scope)
        : undefined;
  if (!isPlain(manifest)) return undefined;
  const own = isOwn(scope);
  // Patches can put null where rendering left it out; it counts as absent.
  const present =
    own || isOfDeckhouse({ own, manifest }) ? (snapshot(manifest, scope.node.path) as typeof manifest) : manifest;
  const { apiVersion: _apiVersion, kind, metadata, ...body } = present;
  const meta = isPlain(metadata) ? metadata : {};
  return {
    scope,
    own,
    manifest: present,
    kind: String(kind),
    name: typeof meta.name === 'string' ? meta.name : '',
    labels: strings(meta.labels),
    annotations: strings(meta.annotations),
    release: own ? scope.release : (DeckhouseRelease.find(scope) ?? DeckhouseRelease.DEFAULT),
    body,
  };
}

/** Whether an object is hand-written, of a kind that the library has a class for: its own table is not held against it. */
export function isReadOnly(object: TreeObject<unknown>): boolean {
  return !object.own && OWN_KINDS.has(object.kind);
}

/** The API group of an object. */
export function groupOf(manifest: Readonly<Record<string, unknown>>): string {
  const [group = '', version] = String(manifest.apiVersion).split('/');
  return version === undefined ? '' : group;
}

/** What can be read of a node group: all of one of the library's own, and what fits the table of a hand-written one. */
function nodeGroupOf(object: TreeObject<Readonly<Record<string, unknown>>>): TreeObject<NodeGroupBody> | undefined {
  const { spec } = object.body;
  if (object.own) return object as unknown as TreeObject<NodeGroupBody>;
  if (!isPlain(spec)) return undefined;
  const fits = Object.entries((NODE_GROUP_SPEC as ObjectShape).fields).filter(
    ([key, { shape }]) => spec[key] !== undefined && checkShape(shape, spec[key], key, object.release).length === 0,
  );
  const nodeType = OLD_TYPES[String(spec.nodeType)];
  const read = { ...Object.fromEntries(fits.map(([key]) => [key, spec[key]])), ...(nodeType && { nodeType }) };
  return { ...object, body: { spec: read as unknown as NodeGroupSpec } };
}

/** What older API versions call the types. `Hybrid` may also be CloudStatic, of which the rules want no more. */
const OLD_TYPES: Readonly<Record<string, NodeType | undefined>> = { Cloud: 'CloudEphemeral', Hybrid: 'CloudPermanent' };

interface DhctlGroups {
  readonly nodeGroups?: readonly { readonly name: string; readonly nodeTemplate?: NodeTemplate }[];
}

/** The groups that dhctl makes out of its document, each as the NodeGroup that it becomes. */
function groupsOfDhctl(document: TreeObject<Readonly<Record<string, unknown>>>): readonly TreeObject<NodeGroupBody>[] {
  return ((document.body as DhctlGroups).nodeGroups ?? []).map(({ name, nodeTemplate }, i) => ({
    ...document,
    kind: 'NodeGroup',
    name,
    body: { spec: { nodeType: 'CloudPermanent' as const, ...(nodeTemplate && { nodeTemplate }) } },
    at: (property: string) => `nodeGroups[${i}].${property.replace(/^(spec|metadata)\./, '')}`,
  }));
}

/** The node groups that an object is, or that dhctl makes of it. */
export function nodeGroupsOf(
  object: TreeObject<Readonly<Record<string, unknown>>>,
): readonly TreeObject<NodeGroupBody>[] {
  if (object.kind === 'NodeGroup') return [nodeGroupOf(object) ?? []].flat();
  return object.own && object.kind === 'YandexClusterConfiguration' ? groupsOfDhctl(object) : [];
}

/** Where a property of an object stands in what the program wrote. */
export function propertyAt({ at }: TreeObject<unknown>, property: string): string {
  return at === undefined ? property : at(property);
}

function isOwn(scope: IConstruct): scope is IConstruct & { readonly release: DeckhouseRelease } {
  const { _check, release } = scope as { readonly _check?: unknown; readonly release?: unknown };
  return typeof _check === 'function' && DeckhouseRelease.isDeckhouseRelease(release);
}

function isOfDeckhouse({ own, manifest }: Pick<TreeObject<unknown>, 'own' | 'manifest'>): boolean {
  return own || groupOf(manifest) === 'deckhouse.io';
}

function strings(value: unknown): Readonly<Record<string, string>> {
  if (!isPlain(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
