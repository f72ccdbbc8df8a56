import { Cidr } from '../../core/ip';
import { SecretValue } from '../../core/secret-value';
import type { DeckhouseRelease } from '../release';
import type { ClusterConfigurationFields } from '../kinds/cluster-configuration';
import type { YandexClusterConfigurationFields } from '../kinds/yandex-cluster-configuration';
import { objectRule } from './rule';
import { yandexGroups } from './yandex-machines';
import { allZones } from './yandex-zones';

const DOCUMENT = ['YandexClusterConfiguration'];

/** The zones of a group's machines, as dhctl derives them from both lists. */
function usedZones(
  own: readonly string[] | undefined,
  cluster: readonly string[] | undefined,
  release: DeckhouseRelease,
): readonly string[] {
  const all = cluster === undefined || cluster.length === 0 ? allZones(release) : cluster;
  const common = (own ?? all).filter((zone) => all.includes(zone));
  return common.length === 0 ? all : common;
}

export const SUBNET_FOR_EVERY_ZONE = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3621',
    level: 'warning',
    title: 'the number of external subnets differs from that of the zones',
    explanation:
      'Subnets are assigned round-robin to the zones in alphabetical order: a machine would get a subnet ' +
      'of another zone. List one for each zone that is used, in that order.',
    fix: "list one subnet for each zone that is used, in the order of the zones' names",
    source: "Deckhouse's Terraform",
  },
  DOCUMENT,
  ({ fields, release }, report) => {
    for (const { property, zones, replicas, instanceClass } of yandexGroups(fields)) {
      const subnets = instanceClass.externalSubnetIDs ?? [];
      const all = usedZones(zones, fields.zones, release).toSorted();
      const used = all.slice(0, replicas);
      // Subnets for zones without a machine yet are in place for more replicas.
      if (subnets.length === 0 || (subnets.length >= used.length && subnets.length <= all.length)) continue;
      report(`${property}.instanceClass.externalSubnetIDs`, {
        message: `${used.length} zones are used`,
        given: `${subnets.length} subnets`,
        allowed: `one for each of ${all.join(', ')}`,
      });
    }
  },
);

export const ZONES_ARE_OF_THE_CLUSTER = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3622',
    level: 'error',
    advice: true,
    title: 'a group of machines names a zone that the cluster does not use',
    explanation:
      'Machines are silently placed in the zones that both lists name; if they have none in common, in all zones.',
    fix: 'name the zone in zones of the document as well, or leave it out of the group',
    source: "Deckhouse's Terraform, which accepts it",
  },
  DOCUMENT,
  ({ fields }, report) => {
    for (const { property, zones } of yandexGroups(fields)) {
      const foreign = (zones ?? []).filter((zone) => fields.zones?.includes(zone as never) === false);
      if (foreign.length === 0) continue;
      report(`${property}.zones`, {
        message: 'the cluster does not use the zone',
        given: foreign.join(', '),
        allowed: fields.zones?.join(', ') ?? '',
      });
    }
  },
);

export const MASTERS_IN_DIFFERENT_ZONES = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3623',
    level: 'warning',
    title: 'several masters share a zone although there are more zones',
    explanation:
      'The loss of a zone takes down all masters in it. With three masters in fewer than three zones it ' +
      'can take the quorum.',
    fix: 'use as many zones as there are masters',
    source: 'our own',
  },
  DOCUMENT,
  ({ fields, release }, report) => {
    const { replicas, zones } = fields.masterNodeGroup;
    const used = usedZones(zones, fields.zones, release);
    const possible = Math.min(replicas, allZones(release).length);
    if (replicas < 3 || used.length >= possible) return;
    report('masterNodeGroup.zones', {
      message: `${replicas} masters go to ${used.length} of ${allZones(release).length} zones`,
      given: used.join(', '),
      allowed: `${possible} zones`,
    });
  },
);

export const NAT_INSTANCE_IS_DESCRIBED = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3624',
    level: 'error',
    title: 'layout WithNATInstance lacks the NAT machine',
    explanation: 'The layout needs withNATInstance.',
    fix: 'add withNATInstance, or choose another layout',
    source: 'YandexClusterConfiguration schema',
  },
  DOCUMENT,
  ({ fields: { layout, withNATInstance } }, report) => {
    if (layout !== 'WithNATInstance' || (withNATInstance !== undefined && withNATInstance !== null)) return;
    report('withNATInstance', {
      message: 'the layout needs withNATInstance',
      fix: 'add withNATInstance, or choose another layout',
    });
  },
);

export const NAT_INSTANCE_HAS_A_NETWORK = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3630',
    level: 'error',
    advice: true,
    title: 'the NAT machine lacks an inner network',
    explanation:
      'dhctl needs internalSubnetCIDR (from 1.69) or internalSubnetID when it creates the cluster. For an existing ' +
      'cluster it needs neither.',
    fix: 'give internalSubnetCIDR (from 1.69) or internalSubnetID',
    source: 'dhctl, at bootstrap, at least since 1.74',
  },
  DOCUMENT,
  ({ fields: { layout, withNATInstance }, release }, report) => {
    if (layout !== 'WithNATInstance' || withNATInstance === undefined || withNATInstance === null) return;
    if (withNATInstance.internalSubnetCIDR !== undefined || withNATInstance.internalSubnetID !== undefined) return;
    report('withNATInstance', {
      message: 'the NAT machine lacks an inner network',
      allowed: release.isAtLeast('1.69') ? 'internalSubnetCIDR or internalSubnetID' : 'internalSubnetID',
    });
  },
);

export const NAT_INSTANCE_IS_USED = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3625',
    level: 'warning',
    title: 'withNATInstance is given for a layout without a NAT machine',
    explanation: 'It has no effect there.',
    fix: 'remove it, or choose layout WithNATInstance',
    source: 'YandexClusterConfiguration schema, which accepts it',
  },
  DOCUMENT,
  ({ fields: { layout, withNATInstance } }, report) => {
    if (layout === 'WithNATInstance' || withNATInstance === undefined || withNATInstance === null) return;
    report('withNATInstance', { message: 'the layout has no NAT machine', given: `layout ${layout}` });
  },
);

/** A quarter of the network must be a subnet that the cloud can create: /16 to /28. */
const WIDEST_NETWORK = 14;
const NARROWEST_NETWORK = 26;

export const NODE_NETWORK_CAN_BE_QUARTERED = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3626',
    level: 'error',
    title: 'the network of the nodes cannot be divided among the zones',
    explanation:
      'Each zone gets a quarter of it. The quarters must be networks of /16 to /28, and the text must ' +
      'have no host bits.',
    fix: 'choose a network of /14 to /26 without host bits',
    source: "Deckhouse's Terraform, Yandex Cloud",
  },
  DOCUMENT,
  ({ fields: { nodeNetworkCIDR, existingZoneToSubnetIDMap } }, report) => {
    const network = Cidr.lenient(nodeNetworkCIDR);
    if (network === undefined) return;
    if (network.toString() !== nodeNetworkCIDR) {
      report('nodeNetworkCIDR', {
        message: 'the network has host bits',
        given: nodeNetworkCIDR,
        allowed: network.toString(),
      });
    } else if (
      existingZoneToSubnetIDMap === undefined &&
      (network.prefix < WIDEST_NETWORK || network.prefix > NARROWEST_NETWORK)
    ) {
      const allowed = `a prefix of /${WIDEST_NETWORK} to /${NARROWEST_NETWORK}`;
      report('nodeNetworkCIDR', {
        message: `a quarter of it would be a /${network.prefix + 2}`,
        given: nodeNetworkCIDR,
        allowed,
      });
    }
  },
);

export const PUBLIC_KEY_IS_ONE = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3627',
    level: 'error',
    title: 'sshPublicKey is not an OpenSSH public key',
    explanation:
      'One line: the type, the key in base64 and an optional comment, as in id_ed25519.pub. From 1.76 on dhctl ' +
      'parses it; before, a bad key would make login impossible.',
    fix: 'give the line from the .pub file: the type, the key in base64, and an optional comment',
    source: 'dhctl 1.76',
    enforced: { since: '1.76', before: 'KV3631' },
  },
  DOCUMENT,
  ({ fields: { sshPublicKey } }, report) => {
    if (isPublicKey(sshPublicKey)) return;
    const secret = sshPublicKey.includes('PRIVATE KEY');
    report('sshPublicKey', {
      message: secret ? 'the text is the private key' : 'the text is not a public key',
      allowed: 'for example ssh-ed25519 AAAA... comment',
    });
  },
);

export const KEY_IS_NOT_IN_THE_PROGRAM = objectRule<YandexClusterConfigurationFields>(
  {
    code: 'KV3628',
    level: 'warning',
    title: 'the key of the service account is in the program text',
    explanation: 'Anyone who can read the repository can read it.',
    fix: 'take it from a file or the environment: SecretValue.fromFile, fromEnv',
    source: 'our own',
  },
  DOCUMENT,
  ({ fields: { provider } }, report) => {
    if (!isPlainText(provider.serviceAccountJSON)) return;
    report('provider.serviceAccountJSON', {
      message: 'the key is plain text in the program',
      fix: "use SecretValue.fromFile('sa-key.json')",
    });
  },
);

const YANDEX_PREFIX = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 45;

export const PREFIX_FITS_THE_CLOUD = objectRule<ClusterConfigurationFields>(
  {
    code: 'KV3629',
    level: 'error',
    title: 'the prefix leads to names that the cloud refuses',
    explanation:
      'Machines and disks are named after it (PREFIX-kubernetes-data-0 has at most 63 characters): at ' +
      'most 45 lower-case ' +
      'letters, digits and hyphens, starting with a letter. From 1.77 the length is the same for all clouds.',
    fix: 'choose a prefix of at most 45 lower-case letters, digits and hyphens that starts with a letter',
    source: 'dhctl, Yandex Cloud',
  },
  ['ClusterConfiguration'],
  ({ fields: { clusterType, cloud }, release }, report) => {
    if (clusterType !== 'Cloud' || cloud === undefined || cloud === null) return;
    const { provider, prefix } = cloud;
    const yandex = provider === 'Yandex';
    if (prefix === undefined || prefix === null) {
      if (yandex) report('cloud.prefix', { message: 'Yandex Cloud needs a prefix', fix: 'add cloud.prefix' });
    } else if (yandex && !YANDEX_PREFIX.test(prefix)) {
      const isLong = prefix.length > LONGEST_NAME;
      report('cloud.prefix', {
        message: isLong ? 'names of machines would be too long' : 'Yandex Cloud refuses names that start like this',
        given: isLong ? `${prefix.length} characters` : prefix,
        allowed: isLong ? `at most ${LONGEST_PREFIX}` : 'a prefix that starts with a letter',
      });
    } else if (prefix.length > LONGEST_PREFIX && (yandex || release.isAtLeast('1.77'))) {
      report('cloud.prefix', {
        message: 'names of disks would be too long',
        given: `${prefix.length} characters`,
        allowed: `at most ${LONGEST_PREFIX}`,
      });
    }
  },
);

function isPublicKey(text: string): boolean {
  const [, type, encoded = ''] = /^([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})( [^\r\n]*)?\n?$/.exec(text) ?? [];
  if (type === undefined) return false;
  const bytes = Buffer.from(encoded, 'base64');
  // The key itself starts with its type again.
  return (
    bytes.length > 4 + type.length &&
    bytes.readUInt32BE(0) === type.length &&
    bytes.toString('latin1', 4, 4 + type.length) === type
  );
}

function isPlainText(secret: unknown): boolean {
  if (SecretValue.isSecretValue(secret)) return secret.source === 'plain-text';
  return typeof secret === 'string' && secret.startsWith('<secret:plain-text');
}
