import type { Construct } from 'constructs';

import type { ShapeFault } from '../core/check-shape';
import { ANY_TARGET, checkShape } from '../core/check-shape';
import { CORE } from '../core/codes';
import { refuse } from '../core/fault';
import { OutputFile } from '../core/output-file';
import { ANY_LABEL } from '../core/patterns';
import { checkProps, givenProps } from '../core/props';
import { flag, list, object, optional, required, text } from '../core/shape';
import { toYaml } from '../core/yaml';
import type { SchedulerExtender } from '../roles/scheduler-extender';
import { completeExtender, extenderFaults } from '../roles/scheduler-extender';
import { KUBEADM } from './codes';

/** A resource that an extender accounts for. */
export interface ManagedResource {
  /** Its name, for example `example.com/gpu`. */
  readonly name: string;
  /**
   * Whether the scheduler itself ignores the resource.
   *
   * @default false
   */
  readonly ignoredByScheduler?: boolean;
}

/** An extender of the scheduler of a kubeadm cluster. */
export interface KubeadmSchedulerExtender extends SchedulerExtender {
  /**
   * The URL of the extender. kubeadm runs the scheduler in the host network, where names of Services only resolve if
   * the host's DNS answers them, so the address of the Service is the safe choice.
   *
   * @default - `https://NAME.NAMESPACE.svc:PORT/PATH`, for hosts that resolve names of Services
   */
  readonly url?: string;
  /**
   * The path suffix of calls that bind a Pod. At most one extender has it.
   *
   * @default - the scheduler binds
   */
  readonly bindVerb?: string;
  /**
   * Whether the extender caches the nodes itself, so that only their names are sent.
   *
   * @default true
   */
  readonly nodeCacheCapable?: boolean;
  /**
   * Only Pods that ask for one of these resources are shown to the extender.
   *
   * @default - all Pods are
   */
  readonly managedResources?: readonly ManagedResource[];
}

/** Props of `KubeSchedulerConfiguration`. */
export interface KubeSchedulerConfigurationProps {
  /** The extenders, at least one. They are asked in this order. */
  readonly extenders: readonly KubeadmSchedulerExtender[];
  /**
   * The path of the file on the masters.
   *
   * @default '/etc/kubernetes/scheduler-configuration.yaml'
   */
  readonly hostPath?: string;
}

/** An argument of a control plane component, in the form of kubeadm's v1beta4. */
export interface ComponentArgument {
  /** Its name, without dashes. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A file of the host that a control plane component sees, in the form of kubeadm. */
export interface ComponentVolume {
  /** Its name. */
  readonly name: string;
  /** Its path on the host. */
  readonly hostPath: string;
  /** Its path in the container. */
  readonly mountPath: string;
  /** Whether the component may only read it. */
  readonly readOnly: boolean;
  /** The type of the file on the host. */
  readonly pathType: 'File';
}

const EXTRA = {
  url: optional(
    text({ pattern: /^https:\/\/[^\s/?#]+(\/[0-9A-Za-z._/-]*)?$/, form: 'https://HOST:PORT/PATH, without a query' }),
  ),
  bindVerb: optional(text({ pattern: /^[0-9A-Za-z._/-]*$/, form: 'a part of a path, or empty' })),
  nodeCacheCapable: optional(flag()),
  managedResources: optional(
    list(object<ManagedResource>({ name: required(text({ minLength: 1 })), ignoredByScheduler: optional(flag()) })),
  ),
};

/**
 * The configuration of kube-scheduler with extenders (`kubescheduler.config.k8s.io/v1`, Kubernetes 1.25 and later),
 * for clusters in which nothing else writes it.
 */
export class KubeSchedulerConfiguration {
  /** The path of the file on the masters. */
  public readonly hostPath: string;
  private readonly extenders: readonly KubeadmSchedulerExtender[];

  /**
   * @throws KV12xx for invalid extenders, KV6501 and KV6502 for combinations that kube-scheduler refuses.
   */
  public constructor(props: KubeSchedulerConfigurationProps) {
    const given = givenProps('', props);
    checkProps('', given, { extenders: 'list', hostPath: 'text' });
    const { extenders, hostPath = '/etc/kubernetes/scheduler-configuration.yaml' } = given;
    const faults = [...listFaults(extenders), ...pathFaults(hostPath)];
    refuse('', faults);
    this.extenders = extenders;
    this.hostPath = hostPath;
  }

  /** The text of the file. */
  public toYaml(): string {
    return toYaml({
      apiVersion: 'kubescheduler.config.k8s.io/v1',
      kind: 'KubeSchedulerConfiguration',
      clientConnection: { kubeconfig: '/etc/kubernetes/scheduler.conf' },
      leaderElection: { leaderElect: true },
      extenders: this.extenders.map(extenderOf),
    });
  }

  /** The value of `scheduler.extraArgs` in kubeadm's ClusterConfiguration. */
  public get extraArgs(): readonly ComponentArgument[] {
    return [{ name: 'config', value: this.hostPath }];
  }

  /** The value of `scheduler.extraVolumes` in kubeadm's ClusterConfiguration. */
  public get extraVolumes(): readonly ComponentVolume[] {
    const { hostPath } = this;
    return [{ name: 'scheduler-configuration', hostPath, mountPath: hostPath, readOnly: true, pathType: 'File' }];
  }

  /**
   * Writes the file below `kvorum.out/`.
   *
   * @param scope The parent construct.
   * @param id The id of the construct.
   * @param path The path below the output folder.
   */
  public writeTo(scope: Construct, id: string, path: string): OutputFile {
    return new OutputFile(scope, id, { path, content: this.toYaml() });
  }
}

function listFaults(extenders: unknown): readonly ShapeFault[] {
  if (!Array.isArray(extenders) || extenders.length === 0) {
    return [
      { type: CORE.requiredField, details: { message: 'the list of extenders is empty', property: 'extenders' } },
    ];
  }
  const faults = extenders.flatMap((extender: unknown, i) => ownFaults(extender, `extenders[${i}]`));
  return faults.length > 0 ? faults : [...binderFaults(extenders), ...resourceFaults(extenders)];
}

function ownFaults(given: unknown, at: string): readonly ShapeFault[] {
  if (typeof given !== 'object' || given === null) return extenderFaults(given, at);
  const { url, bindVerb, nodeCacheCapable, managedResources, ...shared } = given as KubeadmSchedulerExtender;
  const extra = Object.fromEntries(
    Object.entries({ url, bindVerb, nodeCacheCapable, managedResources }).filter(([, value]) => value !== undefined),
  );
  return [...extenderFaults(shared, at), ...checkShape({ type: 'object', fields: EXTRA }, extra, at, ANY_TARGET)];
}

function binderFaults(extenders: readonly KubeadmSchedulerExtender[]): readonly ShapeFault[] {
  const binders = extenders.flatMap(({ bindVerb = '' }, i) => (bindVerb === '' ? [] : [i]));
  return binders.slice(1).map((i) => ({
    type: KUBEADM.twoBinders,
    details: {
      message: `extenders[${binders[0]}] already binds Pods`,
      property: `extenders[${i}].bindVerb`,
      given: extenders[i]?.bindVerb ?? '',
      fix: 'remove one bindVerb',
    },
  }));
}

// The forms that Kubernetes accepts for extended resources: not its own domain, and no `requests.` prefix.
const EXTENDED = new RegExp(
  `^(?!requests\\.)(?:${ANY_LABEL}\\.)*${ANY_LABEL}/[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
);

function resourceFaults(extenders: readonly KubeadmSchedulerExtender[]): readonly ShapeFault[] {
  const seen = new Set<string>();
  return extenders.flatMap(({ managedResources = [] }, i) =>
    managedResources.flatMap(({ name }, j): readonly ShapeFault[] => {
      const property = `extenders[${i}].managedResources[${j}].name`;
      const known = seen.has(name);
      seen.add(name);
      if (!EXTENDED.test(name) || /^([^/]*\.)?kubernetes\.io\//.test(name)) {
        const details = {
          message: 'the name is not an extended resource',
          property,
          given: name,
          allowed: 'for example example.com/gpu',
        };
        return [{ type: KUBEADM.managedResource, details }];
      }
      const details = { message: 'the resource is already managed', property, given: name, fix: 'name it once' };
      return known ? [{ type: KUBEADM.managedResource, details }] : [];
    }),
  );
}

function extenderOf(given: KubeadmSchedulerExtender): Readonly<Record<string, unknown>> {
  const { service, ca, weight, failurePolicy, timeoutSeconds, ...verbs } = completeExtender(given);
  const { filterVerb, prioritizeVerb, preemptVerb } = verbs;
  const { url, bindVerb = '', nodeCacheCapable = true, managedResources = [] } = given;
  const name = `${service.name}.${service.namespace}.svc`;
  const entries: readonly (readonly [string, unknown])[] = [
    ['urlPrefix', url ?? `https://${name}:${service.port}${service.path}`],
    ['filterVerb', filterVerb],
    ['prioritizeVerb', prioritizeVerb],
    ['preemptVerb', preemptVerb],
    ['bindVerb', bindVerb],
    ['weight', prioritizeVerb === '' ? undefined : weight],
    ['enableHTTPS', true],
    // Whatever the address, the certificate is that of the Service.
    ['tlsConfig', { serverName: name, caData: Buffer.from(ca, 'utf8').toString('base64') }],
    ['httpTimeout', `${timeoutSeconds}s`],
    ['nodeCacheCapable', nodeCacheCapable],
    ['managedResources', managedResources.length === 0 ? undefined : managedResources],
    ['ignorable', failurePolicy === 'Ignore'],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ''));
}

function pathFaults(path: string): readonly ShapeFault[] {
  if (/^(\/[A-Za-z0-9._-]+)+$/.test(path) && !path.split('/').includes('..')) return [];
  const details = {
    message: 'the value is not a file path',
    property: 'hostPath',
    given: path,
    allowed: 'an absolute path',
  };
  return [{ type: CORE.wrongFormat, details }];
}
