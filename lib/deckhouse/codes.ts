import { defineFinding } from '../core/finding-type';

/** Codes of this room that belong to no rule over platform objects. The rules have theirs beside their check. */
export const DECKHOUSE = {
  unknownRelease: defineFinding('deckhouse', {
    code: 'KV3001',
    level: 'error',
    title: 'the library does not know this Deckhouse release',
    explanation:
      'Fields, versions of settings and defaults differ between releases, and the library knows those of ' +
      '1.66 to 1.78.',
    fix: 'name a minor release from 1.66 to 1.78, for example DeckhouseRelease.of("1.76")',
    source: 'kvorum',
  }),
  releaseNotNamed: defineFinding('deckhouse', {
    code: 'KV3002',
    level: 'warning',
    title: 'no Deckhouse release was named',
    explanation:
      'Objects are written for the default release. On another release fields may be refused or have another meaning: ' +
      'name the release that the cluster runs.',
    fix: 'name the release that the cluster runs',
    source: 'kvorum',
  }),
  apiVersion: defineFinding('deckhouse', {
    code: 'KV3003',
    level: 'error',
    title: 'an object has an apiVersion or kind that is not its own',
    explanation:
      'The release decides which apiVersion an object has. One that it does not read is refused, or never ' +
      'looked at.',
    fix: 'leave apiVersion and kind out: the construct writes those that the target release reads',
    source: 'the CRDs of the releases',
  }),
  noChart: defineFinding('deckhouse', {
    code: 'KV3004',
    level: 'error',
    title: 'an object of Deckhouse is outside any chart',
    explanation: 'A chart writes the objects below it.',
    fix: 'create it below a cdk8s.Chart',
    source: 'cdk8s',
  }),
  notBound: defineFinding('deckhouse', {
    code: 'KV3005',
    level: 'error',
    title: 'a distribution was asked for its objects before a cluster took it',
    explanation: 'Its objects are made for a cluster, and there is none yet.',
    fix: 'pass it to a MultiMasterCluster first, then read its objects',
    source: 'kvorum',
  }),
  groupExists: defineFinding('deckhouse', {
    code: 'KV3006',
    level: 'error',
    title: 'a cluster has two node groups with the same name',
    explanation: 'Names of node groups are unique in a cluster. `master` and `arbiter` are made by the cluster itself.',
    fix: 'choose another name; `master` and `arbiter` are made by the cluster itself',
    source: 'Kubernetes',
  }),
  dhctlNeedsDeckhouse: defineFinding('deckhouse', {
    code: 'KV3007',
    level: 'error',
    title: 'an infrastructure of dhctl serves another distribution',
    explanation: 'dhctl is the installer of Deckhouse.',
    fix: 'use an infrastructure that makes machines by itself',
    source: 'kvorum',
  }),
  arbiterMachine: defineFinding('deckhouse', {
    code: 'KV3008',
    level: 'error',
    title: 'the arbiter and its machine do not go together',
    explanation:
      "With replicas: '2+arbiter' the infrastructure describes the arbiter's machine, otherwise it does not.",
    fix: "describe the arbiter's machine with replicas: '2+arbiter', and only then",
    source: 'kvorum',
  }),
} as const;
