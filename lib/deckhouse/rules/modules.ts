import { CronSchedule } from '../../core/cron';
import { DnsName } from '../../core/dns-name';
import { Ipv4 } from '../../core/ip';
import type { TypedModule } from '../release';
import type { ModuleConfigSpec } from '../kinds/module-config';
import type { ControlPlaneManagerSettings } from '../settings/control-plane-manager';
import type { ObjectView } from './object-view';
import type { ObjectRule, RuleText, Report } from './rule';
import { objectRule } from './rule';

interface OwnModuleConfig {
  readonly spec: ModuleConfigSpec;
}

const KIND = ['ModuleConfig'];
const TYPED: readonly string[] = ['control-plane-manager', 'global', 'node-manager'] satisfies readonly TypedModule[];

/** A rule over the settings of control-plane-manager, of any version: the fields that all versions share. */
function controlPlaneRule(
  text: RuleText,
  check: (settings: ControlPlaneManagerSettings, report: Report, view: ObjectView<OwnModuleConfig>) => void,
): ObjectRule {
  return objectRule<OwnModuleConfig>(text, KIND, (view, report) => {
    const { settings } = view.fields.spec;
    if (view.name !== 'control-plane-manager' || settings === undefined || settings === null) return;
    check(settings, (property, details) => report(`spec.settings.${property}`, details), view);
  });
}

export const SETTINGS_ARE_OF_THE_NEWEST_VERSION = objectRule<OwnModuleConfig>(
  {
    code: 'KV3401',
    level: 'warning',
    title: 'settings have an older version than the newest of the release',
    explanation:
      'The platform converts them, and says so in an alert. `ControlPlaneManager`, `GlobalSettings` and ' +
      '`NodeManager` ' +
      'write the newest version of the release.',
    fix: 'use `ControlPlaneManager`, `GlobalSettings` or `NodeManager`, or write the newest version of the release',
    source: "Deckhouse's ModuleConfig webhook",
  },
  KIND,
  ({ name, fields: { spec }, release }, report) => {
    if (!TYPED.includes(name) || typeof spec.version !== 'number') return;
    const newest = release.settingsVersion(name as TypedModule);
    if (spec.version >= newest) return;
    report('spec.version', {
      message: `${release.name} reads version ${newest}`,
      given: String(spec.version),
      allowed: String(newest),
    });
  },
);

export const VERSION_HAS_SETTINGS = objectRule<OwnModuleConfig>(
  {
    code: 'KV3412',
    level: 'warning',
    title: 'a version of settings is set without settings',
    explanation: 'The platform warns about it: the version has no effect. Remove it.',
    fix: 'remove the version',
    source: "Deckhouse's ModuleConfig webhook",
  },
  KIND,
  ({ fields: { spec } }, report) => {
    if (typeof spec.version !== 'number' || Object.keys(spec.settings ?? {}).length > 0) return;
    report('spec.version', { message: 'there are no settings', given: String(spec.version), fix: 'remove version' });
  },
);

export const SOMETHING_IS_AUDITED = controlPlaneRule(
  {
    code: 'KV3402',
    level: 'warning',
    title: 'nothing is audited',
    explanation:
      'Both the built-in rules and your own policy are off: after an incident there is no record of who did what.',
    fix: 'switch on the built-in rules, or your own policy',
    source: 'our own',
  },
  ({ apiserver }, report) => {
    if (apiserver?.basicAuditPolicyEnabled !== false || apiserver.auditPolicyEnabled === true) return;
    report('apiserver.basicAuditPolicyEnabled', {
      message: 'neither the built-in rules nor a policy are on',
      fix: 'remove basicAuditPolicyEnabled: false',
    });
  },
);

export const AUDIT_PATH_IS_USED = controlPlaneRule(
  {
    code: 'KV3403',
    level: 'warning',
    title: 'the audit log has a path and goes to the standard output',
    explanation: 'The path has no effect with output Stdout.',
    fix: 'remove the path, or set output: File',
    source: 'schema of the settings',
  },
  ({ apiserver }, report) => {
    const { output, path } = apiserver?.auditLog ?? {};
    if (output === 'Stdout' && path !== undefined)
      report('apiserver.auditLog.path', { message: 'the output is Stdout', given: path });
  },
);

export const AUDIT_PATH_IS_ABSOLUTE = controlPlaneRule(
  {
    code: 'KV3404',
    level: 'error',
    advice: true,
    title: 'the path of the audit log is not absolute',
    explanation: 'It is a folder of the masters, mounted into the Pod of the API server.',
    fix: 'start it with a slash, without `..`',
    source: 'our own; the schema accepts it',
  },
  ({ apiserver }, report) => {
    const { path } = apiserver?.auditLog ?? {};
    if (path === undefined || (path.startsWith('/') && !path.split('/').includes('..'))) return;
    report('apiserver.auditLog.path', {
      message: path.startsWith('/') ? 'the path contains `..`' : 'the path is not absolute',
      given: path,
      allowed: 'for example /var/log/kube-audit',
    });
  },
);

const LEAST_GRACE = 4;
const SENSIBLE_GRACE = 10;
const USUAL_GRACE = 40;
const USUAL_EVICTION = 300;

export const GRACE_PERIOD_WORKS = controlPlaneRule(
  {
    code: 'KV3405',
    level: 'error',
    advice: true,
    title: 'a timeout for lost nodes is too short to work',
    explanation:
      'The controller checks every eighth of nodeMonitorGracePeriodSeconds, the kubelet reports every ' +
      'quarter, in whole seconds: below 4 one of them is 0. Pods cannot be evicted after less than a ' +
      'second.',
    fix: 'raise the limit: nodeMonitorGracePeriodSeconds to at least 4, a time for evictions to at least 1 s',
    source: "Deckhouse's hook that derives the arguments; the schema accepts it",
  },
  ({ nodeMonitorGracePeriodSeconds: grace, failedNodePodEvictionTimeoutSeconds: eviction }, report) => {
    if (grace !== undefined && grace < LEAST_GRACE) {
      report('nodeMonitorGracePeriodSeconds', {
        message: 'the derived periods would be 0',
        given: `${grace} s`,
        allowed: `at least ${LEAST_GRACE} s`,
      });
    }
    if (eviction !== undefined && eviction < 1) {
      report('failedNodePodEvictionTimeoutSeconds', {
        message: 'the time is not positive',
        given: `${eviction} s`,
        allowed: 'at least 1 s',
      });
    }
  },
);

export const GRACE_PERIOD_IS_SENSIBLE = controlPlaneRule(
  {
    code: 'KV3406',
    level: 'warning',
    title: 'nodes count as lost very quickly',
    explanation: 'A brief interruption of the network or of etcd then evicts the Pods of healthy nodes.',
    fix: 'raise the limit',
    source: 'our own',
  },
  ({ nodeMonitorGracePeriodSeconds: grace }, report) => {
    if (grace === undefined || grace < LEAST_GRACE || grace >= SENSIBLE_GRACE) return;
    report('nodeMonitorGracePeriodSeconds', {
      message: 'the time is short',
      given: `${grace} s`,
      allowed: `at least ${SENSIBLE_GRACE} s`,
    });
  },
);

export const EVICTION_FOLLOWS_LOSS = controlPlaneRule(
  {
    code: 'KV3407',
    level: 'warning',
    title: 'Pods are evicted sooner than their node counts as lost',
    explanation:
      'failedNodePodEvictionTimeoutSeconds starts after nodeMonitorGracePeriodSeconds; a shorter one is ' +
      'usually a mix-up of the two.',
    fix: 'check whether the two limits are mixed up, or raise failedNodePodEvictionTimeoutSeconds',
    source: 'our own',
  },
  (settings, report) => {
    const {
      nodeMonitorGracePeriodSeconds: grace = USUAL_GRACE,
      failedNodePodEvictionTimeoutSeconds: eviction = USUAL_EVICTION,
    } = settings;
    if (eviction < 1 || eviction >= grace) return;
    report('failedNodePodEvictionTimeoutSeconds', {
      message: `a node counts as lost after ${grace} s`,
      given: `${eviction} s`,
      allowed: `at least ${grace} s`,
    });
  },
);

export const ENCRYPTION_IS_MEANT = controlPlaneRule(
  {
    code: 'KV3408',
    level: 'warning',
    title: 'the encryption of Secrets cannot be turned off again',
    explanation:
      'Once it is on, it stays on. The key is the Secret kube-system/d8-secret-encryption-key: a backup ' +
      'of etcd is useless without it. Acknowledge this if it is intended.',
    fix: 'acknowledge this if it is intended, or leave the encryption out',
    source: "Deckhouse's documentation",
  },
  ({ apiserver }, report) => {
    if (apiserver?.encryptionEnabled === true)
      report('apiserver.encryptionEnabled', { message: 'encryption cannot be switched off again', given: 'true' });
  },
);

export const NAMES_OF_THE_CERTIFICATE_ARE_VALID = controlPlaneRule(
  {
    code: 'KV3409',
    level: 'error',
    advice: true,
    title: 'a name in the certificate is neither a DNS name nor an IPv4 address',
    explanation:
      'The schema accepts any letters, digits, dots and hyphens; kubeadm, which issues the certificate, ' +
      'needs a lower-case name or an address.',
    fix: 'write a DNS name in lower case, or an IPv4 address',
    source: 'our own; kubeadm',
  },
  ({ apiserver }, report) => {
    (apiserver?.certSANs ?? []).forEach((name, i) => {
      const valid = /^[\d.]+$/.test(name) ? Ipv4.isValid(name) : DnsName.isSubdomain(name);
      if (!valid)
        report(`apiserver.certSANs[${i}]`, {
          message: /[A-Z]/.test(name) ? 'the name is not in lower case' : 'the text is neither a name nor an address',
          given: name,
          allowed: 'for example api.example.com',
        });
    });
  },
);

export const SCHEDULES_ARE_VALID = controlPlaneRule(
  {
    code: 'KV3410',
    level: 'error',
    advice: true,
    title: 'a schedule of etcd is not a cron schedule',
    explanation:
      'The schemas accept any text for backups, and impossible numbers for defragmentation. The CronJob ' +
      'of the backup would ' +
      'be refused; an impossible schedule of the defragmentation is replaced by the default, silently.',
    fix: 'write a cron schedule of five fields, for example 0 2 * * *',
    source: 'our own; CronJob, and the hook of the defragmentation',
  },
  ({ etcd }, report) => {
    for (const key of ['backup', 'defrag'] as const) {
      const schedule = etcd?.[key]?.cronSchedule;
      if (schedule === undefined) continue;
      // The backup is a CronJob of Kubernetes; the hook of the defragmentation accepts only the five fields.
      const fault = key === 'backup' ? CronSchedule.faultInCronJob(schedule) : CronSchedule.fault(schedule);
      if (fault !== undefined)
        report(`etcd.${key}.cronSchedule`, { message: fault, given: schedule, allowed: 'for example 0 3 * * *' });
    }
  },
);

const ETCD_DATA = '/var/lib/etcd';

export const BACKUP_LIES_ELSEWHERE = controlPlaneRule(
  {
    code: 'KV3413',
    level: 'warning',
    title: 'the backup of etcd is in its data directory',
    explanation: 'A restore needs that directory to be empty, and a full disk stops etcd and its backup together.',
    fix: 'name a folder on another disk',
    source: "our own; the platform's default is there as well",
  },
  ({ etcd }, report) => {
    const hostPath = etcd?.backup?.hostPath;
    if (hostPath === undefined || etcd?.backup?.enabled === false) return;
    const folder = hostPath.replace(/(?<!\/)\/+$/, '');
    if (folder !== ETCD_DATA && !folder.startsWith(`${ETCD_DATA}/`)) return;
    report('etcd.backup.hostPath', {
      message: 'etcd keeps its data there',
      given: hostPath,
      allowed: `a folder outside of ${ETCD_DATA}`,
    });
  },
);
