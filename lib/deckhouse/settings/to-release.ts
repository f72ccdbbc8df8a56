import type { ShapeFault } from '../../core/check-shape';
import { checkShape, isPlain } from '../../core/check-shape';
import type { AnyShape } from '../../core/shape';
import type { DeckhouseRelease, TypedModule } from '../release';
import { CONTROL_PLANE_MANAGER } from './control-plane-manager';
import { GLOBAL } from './global';
import { NODE_MANAGER } from './node-manager';

/** The settings of a module as a ModuleConfig holds them. */
export interface VersionedSettings {
  /** The version of their schema. */
  readonly version: number;
  /** The settings in the form of this version; empty when there are faults. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Their faults, at the properties that the user wrote. */
  readonly faults: readonly ShapeFault[];
}

type Settings = Readonly<Record<string, unknown>>;

const NEWEST: Readonly<Record<TypedModule, AnyShape>> = {
  'control-plane-manager': CONTROL_PLANE_MANAGER,
  global: GLOBAL,
  'node-manager': NODE_MANAGER,
};

/**
 * Settings in the version and form that a release reads.
 *
 * A setting that the release does not have is a fault that names the first release that has it.
 *
 * @param module The module.
 * @param settings The settings in the shape of the newest release.
 * @param release The release.
 */
export function toRelease(module: TypedModule, settings: unknown, release: DeckhouseRelease): VersionedSettings {
  const version = release.settingsVersion(module);
  const faults = checkShape(NEWEST[module], settings, 'settings', release);
  if (faults.length > 0 || !isPlain(settings)) return { version, settings: {}, faults };
  if (module === 'control-plane-manager' && version < 3)
    return { version, settings: withBareLoadBalancer(settings), faults };
  if (module === 'global' && version < 2) return { version, settings: withRootStorageClass(settings), faults };
  return { version, settings, faults };
}

/** Before settings version 3 the load balancer has a separate block, whose presence switches it on. */
function withBareLoadBalancer(settings: Settings): Settings {
  const { apiserver } = settings;
  if (!isPlain(apiserver) || !isPlain(apiserver.publishAPI)) return settings;
  const { publishAPI, ...rest } = apiserver;
  const { loadBalancer } = publishAPI;
  if (!isPlain(loadBalancer) || loadBalancer.enabled !== true) return { ...settings, apiserver: rest };
  const { enabled: _enabled, ...bare } = loadBalancer;
  return { ...settings, apiserver: { ...rest, loadBalancer: bare } };
}

/** Before settings version 2 the modules' storage class is at the root. */
function withRootStorageClass(settings: Settings): Settings {
  const { modules } = settings;
  if (!isPlain(modules) || modules.storageClass === undefined) return settings;
  const { storageClass, ...rest } = modules;
  const others = Object.keys(rest).length === 0 ? {} : { modules: rest };
  const { modules: _modules, ...root } = settings;
  return { ...root, storageClass, ...others };
}
