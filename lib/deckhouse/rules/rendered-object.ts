import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { renderedManifest } from '../../core/rendered';
import { snapshot } from '../../core/snapshot';
import { isPlain } from '../../core/type-guards';
import { isDeckhouseKind } from '../kinds';
import type { FieldValues } from '../kinds/kind';
import { DeckhouseRelease } from '../release';
import type { ObjectView } from './object-view';
import { objectView } from './object-view';

/** An object of a tree with the construct that it comes from. */
export interface RenderedObject<T> extends ObjectView<T> {
  readonly scope: IConstruct;
  /** Whether the library created it. Hand-written objects of its kinds are read, but not checked. */
  readonly own: boolean;
  /** The whole object. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /**
   * The place of a property in what the program wrote, for a group that dhctl creates from its own document.
   *
   * @default - the property itself
   */
  readonly at?: (property: string) => string;
}

/** A construct that creates an object or a document of Deckhouse. */
export interface Rendering {
  /** @internal */
  readonly _document: () => Readonly<Record<string, unknown>>;
}

/** A construct's object as a rule sees it, or undefined when it does not create one. */
export function renderedObjectOf(scope: IConstruct): RenderedObject<FieldValues> | undefined {
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
  const release = own ? scope.release : (DeckhouseRelease.find(scope) ?? DeckhouseRelease.DEFAULT);
  return { ...objectView(present, release), scope, own, manifest: present };
}

/**
 * Whether an object is hand-written, of a kind that the library has a class for: it is not checked against the table.
 */
export function isReadOnly({ own, kind }: RenderedObject<unknown>): boolean {
  return !own && isDeckhouseKind(kind);
}

/** Whether an object has the name of a kind of Deckhouse but another API group. */
export function isNamesake({ own, kind, manifest }: RenderedObject<unknown>): boolean {
  return (isDeckhouseKind(kind) || kind.endsWith('InstanceClass')) && !isOfDeckhouse({ own, manifest });
}

/** The API group of an object. */
export function groupOf(manifest: Readonly<Record<string, unknown>>): string {
  const [group = '', version] = String(manifest.apiVersion).split('/');
  return version === undefined ? '' : group;
}

/** The place of a property of an object in what the program wrote. */
export function propertyAt({ at }: RenderedObject<unknown>, property: string): string {
  return at === undefined ? property : at(property);
}

function isOwn(scope: IConstruct): scope is IConstruct & { readonly release: DeckhouseRelease } {
  const { _check, release } = scope as { readonly _check?: unknown; readonly release?: unknown };
  return typeof _check === 'function' && DeckhouseRelease.isDeckhouseRelease(release);
}

function isOfDeckhouse({ own, manifest }: Pick<RenderedObject<unknown>, 'own' | 'manifest'>): boolean {
  return own || groupOf(manifest) === 'deckhouse.io';
}
