import type { IConstruct } from 'constructs';

import { requireConstruct } from '../core/construct-path';
import type { Clusters } from './cluster-scope';

/** Names and addresses of things that exist outside the program. */
export interface ExistingFacts {
  /** `Kind/name` of objects. */
  readonly objects: ReadonlySet<string>;
  /** Addresses of nodes that are already in the cluster. */
  readonly nodeAddresses: ReadonlySet<string>;
}

const EXISTING = Symbol.for('kvorum/ExistingObjects');

/**
 * Objects and nodes that exist in the cluster and are not created by this program.
 *
 * Objects of this program may refer to them. Without the declaration, a reference to something that the program does
 * not create is reported as a mistake.
 */
export class ExistingObjects {
  /** The declarations of a scope. They apply to the cluster that the scope belongs to. */
  public static of(scope: IConstruct): ExistingObjects {
    requireConstruct(scope);
    const known = declarationOf(scope);
    if (known !== undefined) return known;
    const made = new ExistingObjects();
    Object.defineProperty(scope, EXISTING, { value: made });
    return made;
  }

  private readonly objects = new Set<string>();
  private readonly addresses = new Set<string>();

  private constructor() {
    // Only `of` makes one: a scope has a single list.
  }

  /** An instance class, for example `YandexInstanceClass` `worker`. */
  public addInstanceClass(kind: string, name: string): void {
    this.objects.add(`${kind}/${name}`);
  }

  /** An SSHCredentials object. */
  public addSshCredentials(name: string): void {
    this.objects.add(`SSHCredentials/${name}`);
  }

  /** A NodeGroup. */
  public addNodeGroup(name: string): void {
    this.objects.add(`NodeGroup/${name}`);
  }

  /** A Secret, for example that of the audit policy. */
  public addSecret(namespace: string, name: string): void {
    this.objects.add(`Secret/${namespace}/${name}`);
  }

  /** The settings of a module that are managed elsewhere, for example those of `control-plane-manager`. */
  public addModuleConfig(name: string): void {
    this.objects.add(`ModuleConfig/${name}`);
  }

  /** The address of a node that is already in the cluster. */
  public addNodeAddress(address: string): void {
    this.addresses.add(address);
  }

  /** @internal */
  public _facts(): ExistingFacts {
    return { objects: this.objects, nodeAddresses: this.addresses };
  }
}

/**
 * All declarations that apply to each cluster of a tree: those in it, and those on the scopes above it.
 *
 * @param clusters The clusters of the tree.
 * @param constructs Everything in the tree.
 * @returns The declarations of one cluster.
 */
export function existingFacts(
  clusters: Clusters,
  constructs: readonly IConstruct[],
): (cluster: IConstruct) => ExistingFacts {
  const declared = new Map<IConstruct, Set<ExistingObjects>>(clusters.all.map((cluster) => [cluster, new Set()]));
  for (const construct of constructs) {
    const declaration = declarationOf(construct);
    if (declaration !== undefined) declared.get(clusters.of(construct))?.add(declaration);
  }
  return (cluster) => {
    const above = cluster.node.scopes.flatMap((scope) => declarationOf(scope) ?? []);
    const facts = [...new Set([...(declared.get(cluster) ?? []), ...above])].map((d) => d._facts());
    return {
      objects: new Set(facts.flatMap((f) => [...f.objects])),
      nodeAddresses: new Set(facts.flatMap((f) => [...f.nodeAddresses])),
    };
  };
}

function declarationOf(scope: IConstruct): ExistingObjects | undefined {
  return (scope as { [EXISTING]?: ExistingObjects })[EXISTING];
}
