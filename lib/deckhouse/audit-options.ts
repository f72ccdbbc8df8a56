import { AuditPolicy } from '../audit/policy';
import { auditPolicyFault } from '../audit/policy-fault';
import { CORE } from '../core/codes';
import { defineFinding } from '../core/finding-type';
import { joinErrors, KvorumError, raise } from '../core/error';
import { isPlain } from '../core/check-shape';
import { show } from '../core/format';
import type { ApiserverSettings } from './settings/control-plane-manager-apiserver';
import type { ControlPlaneManagerSettings } from './settings/control-plane-manager';

/** Audit policy and destination of the audit log. */
export interface AuditLogOptions {
  /**
   * The policy. Its rules come after the built-in ones.
   *
   * @default - none: the built-in rules alone
   */
  readonly policy?: AuditPolicy;
  /**
   * Whether the platform's own rules come first.
   *
   * @default - `basicAuditPolicyEnabled` of the settings, else true
   */
  readonly builtInRules?: boolean;
  /**
   * `File`: files on each master, rotated. `Stdout`: the log of the API server's Pod.
   *
   * @default 'File'
   */
  readonly output?: 'File' | 'Stdout';
  /**
   * Folder of the files. Not with `Stdout`.
   *
   * @default '/var/log/kube-audit'
   */
  readonly path?: string;
}

const CONTRADICTION = defineFinding('deckhouse', {
  code: 'KV3905',
  level: 'error',
  title: 'audit and the settings of the API server contradict each other',
  explanation:
    '`audit` sets auditPolicyEnabled, basicAuditPolicyEnabled and auditLog. Leave them out of the ' +
    'settings of the API ' +
    'server.',
  fix: 'leave them out of the settings of the API server, or leave `audit` out',
  source: 'kvorum',
});

/**
 * The options, also when only a policy was given.
 *
 * @throws KV1203 for a value that is neither a policy nor options.
 */
export function auditOptions(path: string, given: AuditPolicy | AuditLogOptions): AuditLogOptions {
  if (AuditPolicy.isAuditPolicy(given)) return { policy: given };
  const wrong = (property: string, value: unknown, allowed: string): never =>
    raise(
      new KvorumError(CORE.wrongType, path, {
        message: 'the value is of another type',
        property,
        given: show(value),
        allowed,
      }),
    );
  if (!isPlain(given)) return wrong('audit', given, 'an AuditPolicy, or an object of options');
  const known = ['policy', 'builtInRules', 'output', 'path'];
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const details = {
      message: `there is no option ${show(unknown)}`,
      property: `audit.${unknown}`,
      allowed: known.join(', '),
    };
    raise(new KvorumError(CORE.unknownField, path, details));
  }
  const { policy, builtInRules } = given as AuditLogOptions;
  const fault = policy === undefined ? undefined : auditPolicyFault(path, 'audit.policy', policy);
  if (fault !== undefined) raise(fault);
  if (builtInRules !== undefined && typeof builtInRules !== 'boolean') {
    wrong('audit.builtInRules', builtInRules, 'true or false');
  }
  return given;
}

/** Settings of the control plane with the audit log, and whether the built-in rules are on. */
export interface AuditedSettings {
  readonly settings: ControlPlaneManagerSettings;
  /** Whether the platform's own rules come first. */
  readonly builtInRules: boolean;
}

/**
 * Settings of the control plane with those of the audit log.
 *
 * @throws KV3905 when the settings contradict the options.
 */
export function withAudit(
  path: string,
  settings: ControlPlaneManagerSettings,
  { policy, builtInRules: wanted, output, path: folder }: AuditLogOptions,
): AuditedSettings {
  const given: ApiserverSettings = isPlain(settings.apiserver) ? settings.apiserver : {};
  const builtInRules = wanted ?? given.basicAuditPolicyEnabled ?? true;
  const auditLog = {
    ...(output !== undefined && { output }),
    ...(folder !== undefined && { path: folder }),
  };
  const audit = {
    auditPolicyEnabled: policy !== undefined,
    basicAuditPolicyEnabled: builtInRules,
    ...(Object.keys(auditLog).length > 0 && { auditLog }),
  };
  const contradictions = (['auditPolicyEnabled', 'basicAuditPolicyEnabled', 'auditLog'] as const).filter(
    (key) =>
      given[key] !== undefined && audit[key] !== undefined && JSON.stringify(given[key]) !== JSON.stringify(audit[key]),
  );
  if (contradictions.length > 0) {
    raise(
      joinErrors(
        contradictions.map((key) => {
          const details = {
            message: `audit sets ${JSON.stringify(audit[key])}`,
            property: `settings.apiserver.${key}`,
          };
          return new KvorumError(CONTRADICTION, path, { ...details, given: JSON.stringify(given[key]) });
        }),
      ),
    );
  }
  // The platform's default is only written where something overrides it.
  const own = policy === undefined && given.auditPolicyEnabled === undefined ? without(audit) : audit;
  return { settings: { ...settings, apiserver: { ...given, ...own } }, builtInRules };
}

function without({ auditPolicyEnabled: _off, ...rest }: NonNullable<ControlPlaneManagerSettings['apiserver']>): object {
  return rest;
}
