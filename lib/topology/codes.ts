import { defineFinding } from '../core/finding-type';

/** Codes of hosts, roles and quorum. */
export const TOPOLOGY = {
  badReplicas: defineFinding('topology', {
    code: 'KV2001',
    level: 'error',
    title: 'the number of masters is not one that a control plane should have',
    explanation:
      'etcd needs a majority of its members: an even number tolerates no more losses than the odd one below it.',
    fix: "choose 1, 3, 5, 7, or '2+arbiter'",
    source: 'etcd',
  }),
  hostCount: defineFinding('topology', {
    code: 'KV2002',
    level: 'error',
    title: 'the number of master hosts is not the number of replicas',
    explanation:
      'Every master is a member of etcd. A host too many or too few means another quorum than the program says.',
    fix: 'name exactly as many masters as `replicas` says; with 2+arbiter two masters and one arbiter',
    source: 'kvorum',
  }),
  duplicateHost: defineFinding('topology', {
    code: 'KV2003',
    level: 'error',
    title: 'two hosts have the same name or address',
    explanation: 'Every host has a name and an address of its own.',
    fix: 'give every host a name and an address of its own',
    source: 'kvorum',
  }),
  badHost: defineFinding('topology', {
    code: 'KV2004',
    level: 'error',
    title: 'the description of a host is invalid',
    explanation: 'A host has a DNS-1123 name and an IPv4 address.',
    fix: 'give the host a DNS-1123 name and an IPv4 address',
    source: 'kvorum',
  }),
  boundTwice: defineFinding('topology', {
    code: 'KV2005',
    level: 'error',
    title: 'a distribution, infrastructure or endpoint serves two clusters',
    explanation: 'Each of them belongs to one cluster.',
    fix: 'make a new one for the other cluster',
    source: 'kvorum',
  }),
  badAccess: defineFinding('topology', {
    code: 'KV2006',
    level: 'error',
    title: 'the SSH access to the hosts is invalid',
    explanation: 'Access over SSH needs a user, and a private key or a sudo password, both as SecretValue.',
    fix: 'give a user, and a private key or a sudo password, both as SecretValue',
    source: 'kvorum',
  }),
  oneZone: defineFinding('topology', {
    code: 'KV2007',
    level: 'warning',
    title: 'several masters share a zone',
    explanation: 'The loss of that zone takes the quorum of etcd with it.',
    fix: 'spread the masters over as many zones as there are masters',
    source: 'kvorum',
  }),
  badPlan: defineFinding('topology', {
    code: 'KV2008',
    level: 'error',
    title: 'a strategy has returned an invalid plan',
    explanation:
      'IInfrastructure, IApiEndpoint and IDistribution of kvorum/roles say what each method returns. The class that ' +
      'implements the role must be corrected.',
    fix: 'correct the class that implements the role',
    source: 'kvorum',
  }),
} as const;
