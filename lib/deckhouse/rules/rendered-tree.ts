import type { IConstruct } from 'constructs';

import { checkShape } from '../../core/check-shape';
import type { ObjectShape } from '../../core/shape';
import { isPlain } from '../../core/type-guards';
import type { ExistingFacts } from '../existing-objects';
import type { FieldValues } from '../kinds/kind';
import type { NodeTemplate } from '../kinds/node-group-instances';
import type { NodeGroupSpec, NodeType } from '../kinds/node-group-spec';
import { NODE_GROUP_SPEC } from '../kinds/node-group-spec';
import { DeckhouseRelease } from '../release';
import type { RenderedObject } from './rendered-object';
import { isNamesake } from './rendered-object';

/**
 * All objects and documents of one cluster, as they will be written.
 *
 * Rules that compare objects read them from here. It also has objects that the library did not create: a hand-written
 * NodeGroup counts as well.
 */
export class RenderedTree {
  private readonly kinds = new Map<string, RenderedObject<FieldValues>[]>();
  private readonly groups: readonly RenderedObject<NodeGroupFields>[];

  public constructor(
    /** The construct at which findings about the cluster as a whole are reported. */
    public readonly root: IConstruct,
    private readonly objects: readonly RenderedObject<FieldValues>[],
    /** Everything that the program declares as existing. */
    private readonly existing: ExistingFacts,
    /** `Kind/name` of objects that exist and are not checked here. */
    private readonly others: ReadonlySet<string> = new Set(),
  ) {
    for (const object of objects) {
      const { kind } = object;
      if (isNamesake(object)) continue;
      const known = this.kinds.get(kind);
      if (known === undefined) this.kinds.set(kind, [object]);
      else known.push(object);
    }
    const written = this.of('NodeGroup').flatMap((o) => nodeGroupOf(o) ?? []);
    const names = new Set(written.map((group) => group.name));
    const made = this.own<FieldValues>('YandexClusterConfiguration').flatMap(groupsOfDhctl);
    this.groups = [...written, ...made.filter((group) => !names.has(group.name))];
  }

  /** Whether an object exists without being part of this tree, by `Kind/name`. */
  public exists(identity: string): boolean {
    return this.existing.objects.has(identity) || this.others.has(identity);
  }

  /** Whether a node of the cluster has an address already. */
  public hasNodeAddress(address: string): boolean {
    return this.existing.nodeAddresses.has(address);
  }

  /** Objects of a kind, in the order of the tree; of several kinds, one kind after the other. */
  public of<T = FieldValues>(...kinds: readonly string[]): readonly RenderedObject<T>[] {
    const found = kinds.flatMap((kind) => this.kinds.get(kind) ?? []);
    return found as unknown as readonly RenderedObject<T>[];
  }

  /** Objects of a kind that the library created: their fields fit the table of the kind. */
  public own<T>(kind: string): readonly RenderedObject<T>[] {
    return this.of<T>(kind).filter((o) => o.own);
  }

  /** Every object. */
  public get all(): readonly RenderedObject<FieldValues>[] {
    return this.objects;
  }

  /**
   * The node groups, including those that dhctl creates. Of hand-written ones, only fields that fit the table can be
   * read.
   */
  public get nodeGroups(): readonly RenderedObject<NodeGroupFields>[] {
    return this.groups;
  }

  /**
   * The release that an object is checked for. Objects of other libraries do not name one: for them it is that of the
   * cluster.
   */
  public releaseOf(object: RenderedObject<unknown>): DeckhouseRelease {
    if (object.own) return object.release;
    return DeckhouseRelease.find(object.scope) ?? this.objects.find((o) => o.own)?.release ?? object.release;
  }

  /** The ModuleConfig of a module, when there is one. */
  public moduleConfig(name: string): RenderedObject<ModuleConfigFields> | undefined {
    return this.of<ModuleConfigFields>('ModuleConfig').find((o) => o.name === name);
  }

  /** The settings of a module; empty when it has none here. */
  public settings(name: string): Readonly<Record<string, unknown>> {
    const settings: unknown = this.moduleConfig(name)?.fields.spec?.settings;
    return isPlain(settings) ? settings : {};
  }
}

/** The fields of a NodeGroup other than its metadata. */
export interface NodeGroupFields {
  readonly spec: NodeGroupSpec;
}

/** The fields of a ModuleConfig other than its metadata. */
export interface ModuleConfigFields {
  readonly spec?: {
    readonly enabled?: boolean;
    readonly version?: number;
    readonly settings?: Readonly<Record<string, unknown>>;
  };
}

/**
 * The readable part of a node group: all fields of the library's own, and those of a hand-written one that fit the
 * table.
 */
function nodeGroupOf(object: RenderedObject<FieldValues>): RenderedObject<NodeGroupFields> | undefined {
  const { spec } = object.fields;
  if (object.own) return object as unknown as RenderedObject<NodeGroupFields>;
  if (!isPlain(spec)) return undefined;
  const fits = Object.entries((NODE_GROUP_SPEC as ObjectShape).fields).filter(
    ([key, { shape }]) => spec[key] !== undefined && checkShape(shape, spec[key], key, object.release).length === 0,
  );
  const nodeType = OLD_TYPES[String(spec.nodeType)];
  const read = { ...Object.fromEntries(fits.map(([key]) => [key, spec[key]])), ...(nodeType && { nodeType }) };
  return { ...object, fields: { spec: read as unknown as NodeGroupSpec } };
}

/** The names of the types in older API versions. `Hybrid` may also be CloudStatic, which the rules treat alike. */
const OLD_TYPES: Readonly<Record<string, NodeType | undefined>> = { Cloud: 'CloudEphemeral', Hybrid: 'CloudPermanent' };

interface DhctlGroups {
  readonly nodeGroups?: readonly { readonly name: string; readonly nodeTemplate?: NodeTemplate }[];
}

/** The groups that dhctl creates from its document, each as the resulting NodeGroup. */
function groupsOfDhctl(document: RenderedObject<FieldValues>): readonly RenderedObject<NodeGroupFields>[] {
  return ((document.fields as DhctlGroups).nodeGroups ?? []).map(({ name, nodeTemplate }, i) => ({
    ...document,
    kind: 'NodeGroup',
    name,
    fields: { spec: { nodeType: 'CloudPermanent' as const, ...(nodeTemplate && { nodeTemplate }) } },
    at: (property: string) => `nodeGroups[${i}].${property.replace(/^(spec|metadata)\./, '')}`,
  }));
}

/** The node groups that an object is, or that dhctl creates from it. */
export function nodeGroupsOf(object: RenderedObject<FieldValues>): readonly RenderedObject<NodeGroupFields>[] {
  if (object.kind === 'NodeGroup') return [nodeGroupOf(object) ?? []].flat();
  return object.own && object.kind === 'YandexClusterConfiguration' ? groupsOfDhctl(object) : [];
}
