import type { YandexMachineClass, YandexMasterInstanceClass } from '../kinds/yandex-cluster-instance-class';
import type { YandexClusterConfigurationFields } from '../kinds/yandex-cluster-configuration';
import type { YandexInstanceClassSpec } from '../kinds/yandex-instance-class';
import { objectRule, treeRule } from './rule';

/** A group of machines that dhctl creates, including the masters, with its place in the document. */
export interface YandexGroup {
  readonly property: string;
  readonly what: string;
  readonly replicas: number;
  readonly zones: readonly string[] | undefined;
  readonly instanceClass: YandexMachineClass;
}

const DOCUMENT = ['YandexClusterConfiguration'];

/** The groups of machines of a document, the masters first. */
export function yandexGroups({
  masterNodeGroup,
  nodeGroups,
}: YandexClusterConfigurationFields): readonly YandexGroup[] {
  return [
    { ...masterNodeGroup, zones: masterNodeGroup.zones, property: 'masterNodeGroup', what: 'the masters' },
    ...(nodeGroups ?? []).map((group, i) => ({
      ...group,
      zones: group.zones,
      property: `nodeGroups[${i}]`,
      what: `the group ${group.name}`,
    })),
  ];
}

export const ADDRESS_FOR_EVERY_MACHINE = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3601',
    level: 'error',
    title: 'fewer external addresses than machines',
    explanation:
      'Machines beyond the list would not get an address, and dhctl stops. Do not replace an existing ' +
      'Auto: a later change from Auto to a fixed address breaks converge.',
    fix: 'name one address, or Auto, for each machine',
    source: 'dhctl',
  },
  DOCUMENT,
  ({ fields }, report) => {
    for (const { property, what, replicas, instanceClass } of yandexGroups(fields)) {
      const addresses = instanceClass.externalIPAddresses ?? [];
      if (addresses.length === 0 || addresses.length >= replicas) continue;
      report(`${property}.instanceClass.externalIPAddresses`, {
        message: `${what} are ${replicas} machines with ${addresses.length} addresses`,
        given: `${addresses.length} addresses`,
        allowed: `${replicas} addresses`,
      });
    }
  },
);

export const MACHINE_FOR_EVERY_ADDRESS = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3602',
    level: 'error',
    advice: true,
    title: 'more external addresses than machines',
    explanation: 'The last addresses do not belong to any machine. Remove them, or raise replicas.',
    fix: 'remove the addresses at the end, or raise replicas',
    source: "Deckhouse's documentation; dhctl accepts it",
  },
  DOCUMENT,
  ({ fields }, report) => {
    for (const { property, what, replicas, instanceClass } of yandexGroups(fields)) {
      const addresses = instanceClass.externalIPAddresses ?? [];
      if (addresses.length <= replicas) continue;
      report(`${property}.instanceClass.externalIPAddresses`, {
        message: `${what} are ${replicas} machines with ${addresses.length} addresses`,
        given: `${addresses.length} addresses`,
        allowed: `${replicas} addresses`,
      });
    }
  },
);

export const ADDRESSES_DIFFER = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3603',
    level: 'warning',
    title: 'an external address is listed twice',
    explanation: 'A reserved address belongs to one machine. The second one could not be created.',
    fix: 'name another reserved address, or Auto',
    source: 'our own',
  },
  DOCUMENT,
  ({ fields }, report) => {
    const seen = new Set<string>();
    for (const { property, instanceClass } of yandexGroups(fields)) {
      (instanceClass.externalIPAddresses ?? []).forEach((address, i) => {
        if (address !== 'Auto' && seen.has(address)) {
          report(`${property}.instanceClass.externalIPAddresses[${i}]`, {
            message: 'the address is already listed',
            given: address,
          });
        }
        seen.add(address);
      });
    }
  },
);

const ODD_DISKS: readonly (string | undefined)[] = ['network-ssd-nonreplicated', 'network-ssd-io-m3'];
const DISK_STEP = 93;

/** The fault of the size of a disk, by its type. */
function diskFault(type: string | undefined, size: number | undefined, usual: number): string | undefined {
  if (!ODD_DISKS.includes(type)) return undefined;
  if (size === undefined) return `${usual} GB, the default`;
  return size % DISK_STEP === 0 ? undefined : `${size} GB`;
}

const DISK_RULE = {
  message: 'the size of a disk of this type is a multiple of 93 GB',
  allowed: '93, 186, 279, ... GB',
};

export const DISKS_IN_STEPS = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3604',
    level: 'error',
    title: 'the size of a disk is not a multiple of 93 GB',
    explanation:
      'Disks of type network-ssd-nonreplicated and network-ssd-io-m3 need a multiple of 93 GB. The type ' +
      'also applies to the disk of etcd, and the defaults (50 and 10 GB) are not multiples: set both ' +
      'sizes.',
    fix: 'name sizes that are multiples of 93 GB, for the root disk and for that of etcd',
    source: 'Yandex Cloud; the schemas accept it',
  },
  DOCUMENT,
  ({ fields }, report) => {
    for (const { property, instanceClass } of yandexGroups(fields)) {
      const boot = diskFault(instanceClass.diskType, instanceClass.diskSizeGB, 50);
      if (boot !== undefined) report(`${property}.instanceClass.diskSizeGB`, { ...DISK_RULE, given: boot });
      if (property !== 'masterNodeGroup') continue;
      const etcd = diskFault(instanceClass.diskType, (instanceClass as YandexMasterInstanceClass).etcdDiskSizeGb, 10);
      if (etcd !== undefined) report(`${property}.instanceClass.etcdDiskSizeGb`, { ...DISK_RULE, given: etcd });
    }
  },
);

export const CLASS_DISK_IN_STEPS = objectRule<{ readonly spec: YandexInstanceClassSpec }>(
  {
    code: 'KV3605',
    level: 'error',
    title: 'the disk size of an instance class is not a multiple of 93 GB',
    explanation:
      'Disks of type network-ssd-nonreplicated and network-ssd-io-m3 need a multiple of 93 GB; the ' +
      'default of 50 GB is not one.',
    fix: 'name a size that is a multiple of 93 GB',
    source: 'Yandex Cloud; the CRD accepts it',
  },
  ['YandexInstanceClass'],
  ({ fields: { spec } }, report) => {
    const fault = diskFault(spec.diskType, spec.diskSizeGB, 50);
    if (fault !== undefined) report('spec.diskSizeGB', { ...DISK_RULE, given: fault });
  },
);

interface Size {
  readonly cores: number;
  readonly memory: number;
  readonly diskSizeGB: number;
}

const USUAL: Size = { cores: 4, memory: 7680, diskSizeGB: 50 };
const MINIMAL: Size = { cores: 2, memory: 3584, diskSizeGB: 50 };

export const MASTERS_ARE_LARGE_ENOUGH = treeRule(
  {
    code: 'KV3606',
    level: 'error',
    title: 'a master is too small',
    explanation:
      'dhctl refuses masters below 4 cores, 7680 MB and 50 GB of root disk. From 1.77, with the bundle ' +
      'Minimal in the ' +
      'settings of the module deckhouse, below 2 cores, 3584 MB and 50 GB.',
    fix: 'give the master at least the stated cores, memory and root disk',
    source: "dhctl's preflight checks",
  },
  (tree, report) => {
    for (const { scope, fields, release } of tree.own<YandexClusterConfigurationFields>('YandexClusterConfiguration')) {
      const minimal = release.isAtLeast('1.77') && tree.settings('deckhouse').bundle === 'Minimal';
      const least = minimal ? MINIMAL : USUAL;
      const { cores, memory, diskSizeGB = 50 } = fields.masterNodeGroup.instanceClass;
      const units = { cores: 'cores', memory: 'MB', diskSizeGB: 'GB' } as const;
      for (const [key, given] of Object.entries({ cores, memory, diskSizeGB }) as [keyof Size, number][]) {
        if (given >= least[key]) continue;
        report(scope, `masterNodeGroup.instanceClass.${key}`, {
          message: 'a master needs at least this',
          given: `${given} ${units[key]}`,
          allowed: `at least ${least[key]} ${units[key]}`,
        });
      }
    }
  },
);

const GIGABYTE = 1024;
const oddMemory = (memory: number): { readonly message: string; readonly given: string; readonly allowed: string } => ({
  message: 'memory comes in whole gigabytes',
  given: `${memory} MB`,
  allowed: `for example ${Math.ceil(memory / GIGABYTE) * GIGABYTE} MB`,
});

export const MEMORY_IN_GIGABYTES = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3607',
    level: 'warning',
    title: 'memory is not a whole number of gigabytes',
    explanation: 'The cloud sells memory in whole gigabytes, but the field is in MB: 8 GB is 8192.',
    fix: 'write a multiple of 1024',
    source: 'our own',
  },
  DOCUMENT,
  ({ fields }, report) => {
    for (const { property, instanceClass } of yandexGroups(fields)) {
      if (instanceClass.memory % GIGABYTE !== 0)
        report(`${property}.instanceClass.memory`, oddMemory(instanceClass.memory));
    }
  },
);

export const CLASS_MEMORY_IN_GIGABYTES = objectRule<{ readonly spec: YandexInstanceClassSpec }>(
  {
    code: 'KV3608',
    level: 'warning',
    title: 'the memory of an instance class is not a whole number of gigabytes',
    explanation: 'The cloud sells memory in whole gigabytes, but the field is in MB: 8 GB is 8192.',
    fix: 'write a multiple of 1024',
    source: 'our own',
  },
  ['YandexInstanceClass'],
  ({ fields: { spec } }, report) => {
    if (spec.memory % GIGABYTE !== 0) report('spec.memory', oddMemory(spec.memory));
  },
);
