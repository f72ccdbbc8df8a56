import type { ShapeFault } from '../../core/check-shape';
import { isUnresolved } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { flag, integer, jsonObject, object, oneOf, optional, required, text } from '../../core/shape';
import type { DeckhouseRelease } from '../release';
import { rawSettingsFaults, typedModule } from '../settings/raw';
import type { FieldValues, PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

/** The fields of a ModuleConfig. */
export interface ModuleConfigSpec {
  /**
   * Whether the module is on.
   *
   * @default - as in the platform's bundle
   */
  readonly enabled?: boolean;
  /**
   * Version of the settings' schema. Required with settings. The platform converts versions older than the newest of
   * the release.
   *
   * @default - none
   */
  readonly version?: number;
  /**
   * The module's settings, in the form of `version`. Those of control-plane-manager, global and node-manager are
   * checked; `ControlPlaneManager` and `GlobalSettings` write them in the form of the release.
   *
   * @default - the module's defaults
   */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * `NoResourceReconciliation`: the platform leaves the module's objects alone, also when they are changed or deleted.
   *
   * Since 1.70.
   *
   * @default - none
   */
  readonly maintenance?: 'NoResourceReconciliation';
  /**
   * Where the module comes from, when several sources have it. Never `Embedded`.
   *
   * @default - the only source
   */
  readonly source?: string;
  /**
   * Name of the ModuleUpdatePolicy.
   *
   * @default - that of the platform
   */
  readonly updatePolicy?: string;
}

/** The table of a ModuleConfig's fields. */
export const MODULE_CONFIG_SPEC = object<ModuleConfigSpec>({
  enabled: optional(flag()),
  version: optional(integer({ min: 1 })),
  settings: optional(jsonObject()),
  maintenance: optional(oneOf(['NoResourceReconciliation']), { since: '1.70' }),
  source: optional(text({ pattern: /^(?!Embedded$)/, form: 'the name of a ModuleSource; not Embedded' })),
  updatePolicy: optional(text()),
});

/** The kind ModuleConfig. */
export const MODULE_CONFIG: PlatformKind = {
  kind: 'ModuleConfig',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1alpha1' }],
  fields: { spec: required(MODULE_CONFIG_SPEC) },
  name: OBJECT_NAME,
  validate: settingsFaults,
};

function settingsFaults(body: FieldValues, name: string, release: DeckhouseRelease): readonly ShapeFault[] {
  const { version, settings } = body.spec as ModuleConfigSpec;
  // Late values are checked again once they are known.
  if (isUnresolved(body.spec) || isUnresolved(version) || isUnresolved(settings)) return [];
  const empty = settings === undefined || settings === null || Object.keys(settings).length === 0;
  if ((version === undefined || version === null) && !empty) {
    const details = {
      message: 'the settings have no version',
      property: 'spec.version',
      fix: 'add version, the version of the settings',
    };
    return [{ type: CORE.requiredField, details }];
  }
  const module = typedModule(name);
  // Without settings the platform ignores the version.
  if (module === undefined || empty || version === undefined || version === null) return [];
  return rawSettingsFaults(module, version, settings, release);
}
