import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

import { joinErrors, KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import type { PropTypes } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { orRollback } from '../core/rollback';
import type { AuditPolicy } from '../audit/policy';
import type { AuditLogOptions } from './audit-options';
import { auditOptions, withAudit } from './audit-options';
import { AuditPolicySecret } from './audit-policy-secret';
import { constructsBeside } from './cluster-scope';
import { targetOf } from './release';
import type { DeckhouseRelease, TypedModule } from './release';
import { ModuleConfig } from './resources/cluster-objects';
import { customTaintKeys } from './rules/node-group-tree';
import { renderedObjectOf } from './rules/rendered-object';
import { nodeGroupsOf } from './rules/rendered-tree';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';
import type { GlobalModuleSettings } from './settings/global';
import type { NodeManagerSettings } from './settings/node-manager';
import { toRelease } from './settings/to-release';

/** Options of the constructs of module settings, in addition to the settings. */
export interface ModuleSettingsOptions {
  /**
   * The release that the settings are written for. It decides their version and form.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
  /**
   * Whether the module is on. Every cluster requires the modules of this library: `false` is for tests.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** Props of `ControlPlaneManager`. */
export interface ControlPlaneManagerProps extends ModuleSettingsOptions {
  /**
   * The settings, in the shape of the newest release.
   *
   * @default - none: the platform's defaults
   */
  readonly settings?: ControlPlaneManagerSettings;
  /**
   * The audit policy, alone or with the destination of the log. It sets `auditPolicyEnabled`, `basicAuditPolicyEnabled`
   * and `auditLog`, and creates the Secret of the policy.
   *
   * @default - as in the settings
   */
  readonly audit?: AuditPolicy | AuditLogOptions;
}

/** Props of `GlobalSettings`. */
export interface GlobalSettingsProps {
  /**
   * The release that the settings are written for. It decides their version and form.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
  /**
   * The settings, in the shape of the newest release.
   *
   * @default - none: the platform's defaults
   */
  readonly settings?: GlobalModuleSettings;
  /**
   * List the taint keys of all node groups of the cluster in `modules.placement.customTolerationKeys`, in addition to
   * those of the settings. Without it, a forgotten key keeps the nodes of a group from becoming ready.
   *
   * @default true
   */
  readonly collectTaintKeys?: boolean;
}

/** Props of `NodeManager`. */
export interface NodeManagerProps extends ModuleSettingsOptions {
  /**
   * The settings, in the shape of the newest release.
   *
   * @default - none: the platform's defaults
   */
  readonly settings?: NodeManagerSettings;
}

type Settings = Readonly<Record<string, unknown>>;

/** Base class of the settings of modules: a ModuleConfig as child `Resource`. */
export abstract class ModuleSettings extends Construct {
  /** The ModuleConfig itself, for patches. */
  public readonly resource: ModuleConfig;

  /** @internal */
  protected constructor(
    scope: Construct,
    id: string,
    module: TypedModule,
    settings: object,
    options: ModuleSettingsOptions,
    late: (settings: Settings, construct: IConstruct, release: DeckhouseRelease) => Settings = (s) => s,
  ) {
    const path = pathOf(scope, id);
    const release = targetOf(scope, options.release);
    const converted = toRelease(module, settings, release);
    if (converted.faults.length > 0) {
      raise(joinErrors(converted.faults.map((f) => new KvorumError(f.type, path, f.details))));
    }
    super(scope, id);
    const isEmpty = (s: Settings): boolean => Object.keys(s).length === 0;
    // Settings and version are written together: the platform refuses settings without a version, and warns about a
    // version without settings.
    const lateSettings = (): Settings => late(converted.settings, this, release);
    const spec = {
      ...(module === 'global' ? {} : { enabled: options.enabled ?? true }),
      version: Lazy.any({ produce: () => (isEmpty(lateSettings()) ? undefined : converted.version) }) as number,
      settings: Lazy.any({ produce: () => (isEmpty(lateSettings()) ? undefined : lateSettings()) }) as Settings,
    };
    const make = (): ModuleConfig => new ModuleConfig(this, 'Resource', { metadata: { name: module }, release, spec });
    this.resource = orRollback(this, make);
  }
}

const CONTROL_PLANE = {
  settings: 'object',
  enabled: 'flag',
  audit: 'any',
  release: 'any',
} as const satisfies PropTypes;
const MODULE = { settings: 'object', enabled: 'flag', release: 'any' } as const satisfies PropTypes;
const GLOBAL = { settings: 'object', collectTaintKeys: 'flag', release: 'any' } as const satisfies PropTypes;

function moduleProps<T extends object>(scope: Construct, id: string, props: T, known: PropTypes): T {
  const path = pathOf(scope, id);
  const given = givenProps(path, props);
  checkProps(path, given, known);
  return given;
}

/** Settings of the control plane: API server, etcd, node timeouts. */
export class ControlPlaneManager extends ModuleSettings {
  /** The Secret of the audit policy; undefined when no policy was passed. */
  public readonly auditPolicy: AuditPolicySecret | undefined;

  /**
   * @throws KV12xx for settings that no release accepts, KV1207 and KV1208 for those that the target release does not
   * have, KV3905 when `audit` and the settings contradict each other.
   */
  public constructor(scope: Construct, id: string, props: ControlPlaneManagerProps = {}) {
    const given = moduleProps(scope, id, props, CONTROL_PLANE);
    const path = pathOf(scope, id);
    const audit = given.audit === undefined ? undefined : auditOptions(path, given.audit);
    const settings = given.settings ?? {};
    const audited = audit === undefined ? undefined : withAudit(path, settings, audit);
    super(scope, id, 'control-plane-manager', audited?.settings ?? settings, given);
    if (audit?.policy === undefined || audited === undefined) return;
    const { policy } = audit;
    const { builtInRules } = audited;
    const { release } = this.resource;
    const make = (): AuditPolicySecret => new AuditPolicySecret(this, 'AuditPolicy', { policy, builtInRules, release });
    this.auditPolicy = orRollback(this, make);
  }
}

/** Settings that apply to all modules. */
export class GlobalSettings extends ModuleSettings {
  /**
   * @throws KV12xx for settings that no release accepts, KV1207 and KV1208 for those that the target release does not
   * have.
   */
  public constructor(scope: Construct, id: string, props: GlobalSettingsProps = {}) {
    const given = moduleProps(scope, id, props, GLOBAL);
    const late = given.collectTaintKeys === false ? undefined : withTaintKeys;
    super(scope, id, 'global', given.settings ?? {}, given, late);
  }
}

/** Settings of the module that manages the nodes. */
export class NodeManager extends ModuleSettings {
  /**
   * @throws KV12xx for settings that no release accepts, KV1207 and KV1208 for those that the target release does not
   * have.
   */
  public constructor(scope: Construct, id: string, props: NodeManagerProps = {}) {
    const given = moduleProps(scope, id, props, MODULE);
    super(scope, id, 'node-manager', given.settings ?? {}, given);
  }
}

interface Placed {
  readonly modules?: { readonly placement?: { readonly customTolerationKeys?: readonly string[] } };
}

// Looking at everything else would render it needlessly.
const HAVE_GROUPS: readonly unknown[] = ['NodeGroup', 'YandexClusterConfiguration'];

function withTaintKeys(settings: Settings, construct: IConstruct, release: DeckhouseRelease): Settings {
  const groups = constructsBeside(construct)
    .filter((c) => HAVE_GROUPS.includes((c as { kind?: unknown }).kind))
    .flatMap((c) => renderedObjectOf(c) ?? [])
    .flatMap(nodeGroupsOf);
  const { modules } = settings as Placed;
  const own = modules?.placement?.customTolerationKeys ?? [];
  const collected = customTaintKeys(groups, release).filter((key) => !own.includes(key));
  if (collected.length === 0) return settings;
  const placement = { ...modules?.placement, customTolerationKeys: [...own, ...collected] };
  return { ...settings, modules: { ...modules, placement } };
}
