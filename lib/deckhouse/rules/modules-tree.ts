import { isPlain } from '../../core/check-shape';
import { closest } from '../../core/format';
import { featureGatesOf, knowsFeatureGate } from '../feature-gates';
import type { ControlPlaneManagerSettings } from '../settings/control-plane-manager';
import type { GlobalModuleSettings } from '../settings/global';
import { CronSchedule } from '../../core/cron';
import { clusterConfiguration, yandexConfiguration } from './cluster-documents';
import { mastersOf } from './quorum';
import { treeRule } from './rule';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree, ModuleConfigFields } from './rendered-tree';

interface Module<T> {
  readonly object: RenderedObject<ModuleConfigFields>;
  readonly settings: T;
}

/** The settings of a module that this program writes. Those of other programs were not checked, and are skipped. */
function moduleOf<T>(tree: RenderedTree, name: string): Module<T> | undefined {
  const object = tree.moduleConfig(name);
  if (object?.own !== true) return undefined;
  return { object, settings: (object.fields.spec?.settings ?? {}) as T };
}

const controlPlane = (tree: RenderedTree): Module<ControlPlaneManagerSettings> | undefined =>
  moduleOf(tree, 'control-plane-manager');
const global = (tree: RenderedTree): Module<GlobalModuleSettings> | undefined => moduleOf(tree, 'global');

const MEGABYTE = 1024 * 1024;

export const DATABASE_FITS_INTO_MEMORY = treeRule(
  {
    code: 'KV3421',
    level: 'warning',
    title: 'etcd may grow to more than half of the memory of a master',
    explanation: 'etcd keeps its database in memory, next to the API server, which holds much of it a second time.',
    fix: 'lower the limit of etcd, or give the masters more memory',
    source: 'etcd, our own',
  },
  (tree, report) => {
    const module = controlPlane(tree);
    const yandex = yandexConfiguration(tree);
    const size = module?.settings.etcd?.maxDbSize;
    const memory = yandex?.fields.masterNodeGroup.instanceClass.memory;
    if (module === undefined || size === undefined || memory === undefined || size * 2 <= memory * MEGABYTE) return;
    report(module.object.scope, 'spec.settings.etcd.maxDbSize', {
      message: `a master has ${memory} MB`,
      given: `${Math.round(size / MEGABYTE)} MB`,
      allowed: `at most ${Math.floor(memory / 2)} MB`,
    });
  },
);

export const FEATURE_GATES_ARE_KNOWN = treeRule(
  {
    code: 'KV3422',
    level: 'error',
    advice: true,
    title: 'a feature gate is not passed on for the Kubernetes version',
    explanation:
      'The platform passes on the gates of its own list, by Kubernetes version. Others are left out, with an alert: ' +
      'the feature stays off although the settings say that it is on.',
    fix: 'remove the gate, or use a Kubernetes version for which the platform passes it on',
    source: "Deckhouse's map of feature gates",
  },
  (tree, report) => {
    const module = controlPlane(tree);
    const version = kubernetesVersion(tree);
    (module?.settings.enabledFeatureGates ?? []).forEach((gate, i) => {
      if (module === undefined || knowsFeatureGate(gate, version)) return;
      const guess = closest(gate, featureGatesOf(version));
      report(module.object.scope, `spec.settings.enabledFeatureGates[${i}]`, {
        message:
          version === undefined
            ? 'no version of Kubernetes gets this gate'
            : `Kubernetes ${version} does not get this gate`,
        given: gate,
        ...(guess === undefined ? {} : { fix: `did you mean ${guess}?` }),
      });
    });
  },
);

/** The version that the cluster runs; undefined when the program does not say it. */
export function kubernetesVersion(tree: RenderedTree): string | undefined {
  const cluster = clusterConfiguration(tree);
  const own = controlPlane(tree)?.settings.kubernetesVersion;
  if (own !== undefined) return own === 'Default' ? controlPlane(tree)?.object.release.defaultKubernetesVersion : own;
  const version = cluster?.fields.kubernetesVersion;
  return version === 'Automatic' ? cluster?.release.defaultKubernetesVersion : version;
}

const USUAL_DOMAIN = 'cluster.local';

export const PUBLIC_DOMAIN_IS_NOT_THE_CLUSTERS = treeRule(
  {
    code: 'KV3423',
    level: 'error',
    title: 'public names are in the domain of the cluster',
    explanation:
      'publicDomainTemplate must not be inside clusterDomain: names in it are answered by the DNS of the ' +
      'cluster itself.',
    fix: 'choose a publicDomainTemplate outside of clusterDomain',
    source: "Deckhouse's ModuleConfig webhook, dhctl",
  },
  (tree, report) => {
    const object = tree.moduleConfig('global');
    const cluster = clusterConfiguration(tree);
    const { modules } = tree.settings('global');
    const template = isPlain(modules) ? modules.publicDomainTemplate : undefined;
    const domain = cluster?.fields.clusterDomain ?? USUAL_DOMAIN;
    if (object === undefined || typeof template !== 'string' || !template.includes(domain)) return;
    const details = {
      message: `publicDomainTemplate is inside ${domain}, the domain of the cluster`,
      given: template,
    };
    const instead = cluster && { scope: cluster.scope, property: 'clusterDomain' };
    report(object.scope, 'spec.settings.modules.publicDomainTemplate', details, instead);
  },
);

export const PREFIX_IS_THE_CLUSTERS = treeRule(
  {
    code: 'KV3424',
    level: 'error',
    title: 'a cluster has two different prefixes',
    explanation:
      'prefix in the settings of the module global must be the cloud.prefix with which the cluster was created.',
    fix: 'set both to the prefix with which the cluster was created',
    source: "Deckhouse's ModuleConfig webhook",
  },
  (tree, report) => {
    const module = global(tree);
    const prefix = clusterConfiguration(tree)?.fields.cloud?.prefix;
    const given = module?.settings.prefix;
    if (module === undefined || prefix === undefined || given === undefined || prefix === given) return;
    report(module.object.scope, 'spec.settings.prefix', {
      message: 'ClusterConfiguration has a different prefix',
      given,
      allowed: prefix,
    });
  },
);

export const ONE_PLACE_FOR_THE_VERSION = treeRule(
  {
    code: 'KV3425',
    level: 'warning',
    title: 'the Kubernetes version is set in two places',
    explanation:
      'From 1.78 on the settings of control-plane-manager decide, and ClusterConfiguration, which must ' +
      'name a version, is only used when they do not. Keep the two equal, or write Automatic there.',
    fix: 'keep the two equal, or write Automatic in ClusterConfiguration',
    source: 'Deckhouse 1.78',
  },
  (tree, report) => {
    const module = controlPlane(tree);
    const cluster = clusterConfiguration(tree);
    const given = module?.settings.kubernetesVersion;
    const fallback = cluster?.fields.kubernetesVersion;
    if (
      module === undefined ||
      given === undefined ||
      fallback === undefined ||
      fallback === 'Automatic' ||
      fallback === given
    )
      return;
    report(module.object.scope, 'spec.settings.kubernetesVersion', {
      message: `ClusterConfiguration says ${fallback}`,
      given,
    });
  },
);

const USUAL_BACKUP = '0 0 * * *';
const USUAL_DEFRAG = '0 1 * * *';

export const BACKUP_AND_DEFRAG_DIFFER = treeRule(
  {
    code: 'KV3411',
    level: 'warning',
    title: 'etcd is backed up and defragmented at the same time',
    explanation:
      'Both keep the disk busy, and a member does not answer while it defragments. (Backups use the local time of ' +
      'the controller, defragmentation uses UTC.)',
    fix: 'leave an hour between them',
    source: 'our own',
  },
  (tree, report) => {
    const module = controlPlane(tree);
    const { backup, defrag } = module?.settings.etcd ?? {};
    if (module?.object.release.isAtLeast('1.77') !== true || backup?.enabled === false) return;
    // By default, the platform defragments clusters with several members of etcd.
    if (!(defrag?.enabled ?? mastersOf(tree)?.count !== 1)) return;
    const [copied, defragmented] = [backup?.cronSchedule ?? USUAL_BACKUP, defrag?.cronSchedule ?? USUAL_DEFRAG];
    if (!CronSchedule.areSame(copied, defragmented)) return;
    report(module.object.scope, 'spec.settings.etcd.defrag.cronSchedule', {
      message: 'the backup has the same schedule',
      given: defragmented,
    });
  },
);
