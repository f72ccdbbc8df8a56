import type { ShapeFault } from '../../core/check-shape';
import { checkShape } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import type { AnyField, AnyShape, ObjectShape } from '../../core/shape';
import { map, optional, text } from '../../core/shape';
import { show } from '../../core/format';
import type { DeckhouseRelease, TypedModule } from '../release';
import { CONTROL_PLANE_MANAGER } from './control-plane-manager';
import { BARE_LOAD_BALANCER } from './control-plane-manager-publish';
import { GLOBAL } from './global';
import { NODE_MANAGER } from './node-manager';

/**
 * The tables of the settings as a ModuleConfig holds them, all versions of a module's settings in one. They are those
 * of the newest shape, plus the fields that older versions have elsewhere.
 */
export const RAW_SETTINGS: Readonly<Record<TypedModule, ObjectShape>> = {
  'control-plane-manager': change(byVersion(CONTROL_PLANE_MANAGER), {
    'apiserver.loadBalancer': optional(BARE_LOAD_BALANCER, {
      settings: [1, 2],
      instead: 'from settings version 3 on it is apiserver.publishAPI.loadBalancer with enabled: true',
    }),
    'apiserver.publishAPI': {
      since: '1.77',
      settings: [3],
      instead: 'before settings version 3 it is apiserver.loadBalancer, which has no enabled',
    },
  }),
  global: change(byVersion(GLOBAL), {
    storageClass: optional(text()),
    'modules.storageClass': { settings: [2], instead: 'in settings version 1 it is storageClass at the root' },
    // The only object of these settings in which the platform accepts unknown keys.
    'modules.gatewayAPIGateway': { shape: { type: 'map', value: { type: 'json' } } },
  }),
  'node-manager': byVersion(NODE_MANAGER),
};

/** The module, if the library has its settings. */
export function typedModule(name: string): TypedModule | undefined {
  return Object.hasOwn(RAW_SETTINGS, name) ? (name as TypedModule) : undefined;
}

/**
 * The faults of the settings of a module, as a ModuleConfig holds them.
 *
 * @param module The module.
 * @param version The version of the settings that the ModuleConfig names.
 * @param settings The settings.
 * @param release The release that reads them.
 */
export function rawSettingsFaults(
  module: TypedModule,
  version: number,
  settings: unknown,
  release: DeckhouseRelease,
): readonly ShapeFault[] {
  const newest = release.settingsVersion(module);
  if (!Number.isInteger(version) || version < 1 || version > newest) {
    const details = {
      message: `${release.name} does not support version ${version} of the settings of ${module}`,
      property: 'spec.version',
      given: show(version),
      allowed: newest === 1 ? '1' : `1 to ${newest}`,
    };
    return [{ type: version > newest ? CORE.notYetKnown : CORE.notInSet, details }];
  }
  const target = { name: release.name, settings: version, isAtLeast: (r: string) => release.isAtLeast(r) };
  const faults = checkShape(RAW_SETTINGS[module], settings, 'spec.settings', target);
  return [...faults, ...gatewayFaults(module, settings, target)];
}

/** The gateway needs both names, whatever else is given. */
function gatewayFaults(module: TypedModule, settings: unknown, target: DeckhouseTarget): readonly ShapeFault[] {
  const gateway = (settings as { modules?: { gatewayAPIGateway?: unknown } } | undefined)?.modules?.gatewayAPIGateway;
  if (module !== 'global' || gateway === undefined || gateway === null) return [];
  const at = 'spec.settings.modules.gatewayAPIGateway';
  return (['name', 'namespace'] as const).flatMap((key) => {
    const value = (gateway as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined && value !== null) return checkShape(text(), value, `${at}.${key}`, target);
    return [
      {
        type: CORE.requiredField,
        details: { message: `the field ${key} is missing`, property: `${at}.${key}`, fix: `add ${key}` },
      },
    ];
  });
}

interface DeckhouseTarget {
  readonly name: string;
  isAtLeast(release: string): boolean;
}

/**
 * The table with fields bound to versions of the settings instead of releases: a later release accepts an older
 * version, and converts it.
 */
function byVersion(shape: AnyShape): ObjectShape {
  const fields = shape.type === 'object' ? shape.fields : {};
  return {
    type: 'object',
    fields: Object.fromEntries(
      Object.entries(fields).map(([key, field]) => {
        const inner = field.shape.type === 'object' ? { ...field, shape: byVersion(field.shape) } : field;
        if (inner.settings === undefined) return [key, inner];
        const { until: _until, ...rest } = inner;
        return [key, rest];
      }),
    ),
  };
}

/** The table with some fields added or changed, by their paths. */
function change(shape: ObjectShape, changes: Readonly<Record<string, Partial<AnyField>>>): ObjectShape {
  return Object.entries(changes).reduce((changed, [path, field]) => changeOne(changed, path.split('.'), field), shape);
}

function changeOne(shape: ObjectShape, [key = '', ...rest]: readonly string[], field: Partial<AnyField>): ObjectShape {
  const old: AnyField = shape.fields[key] ?? { shape: map(text()), required: false };
  const made: AnyField =
    rest.length === 0 || old.shape.type !== 'object'
      ? { ...old, ...field }
      : { ...old, shape: changeOne(old.shape, rest, field) };
  return { ...shape, fields: { ...shape.fields, [key]: made } };
}
