import type { Construct } from 'constructs';
import * as deckhouse from 'kvorum/deckhouse';

import { KINDS } from '../../lib/deckhouse/kinds';
import type { KindTable, PlatformKind } from '../../lib/deckhouse/kinds/kind';

/** A class of layer 1. */
export type KindClass = new (scope: Construct, id: string, props: any) => Construct;

/** Every kind of the cluster's objects. Those without a form of metadata.name are dhctl's documents. */
export const OBJECT_KINDS: readonly PlatformKind[] = KINDS.filter(isPlatformKind);

/** Whether a kind is one of the cluster's objects. */
export function isPlatformKind(table: KindTable): table is PlatformKind {
  return 'name' in table;
}

/** The class of a kind; they have the same name. */
export function classOf({ kind }: KindTable): KindClass {
  return (deckhouse as unknown as Readonly<Record<string, KindClass>>)[kind]!;
}
