import { defineFinding } from '../core/finding-type';

/**
 * Codes of this room that do not belong to a rule over platform objects. The codes of rules are defined next to their
 * checks.
 */
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
      'Objects are written for the default release. On another release fields may be refused or have ' +
      'another meaning: ' +
      'name the release that the cluster runs.',
    fix: 'name the release that the cluster runs',
    source: 'kvorum',
  }),
  apiVersion: defineFinding('deckhouse', {
    code: 'KV3003',
    level: 'error',
    title: 'an object has an apiVersion or kind that is not its own',
    explanation: 'The release decides which apiVersion an object has. Any other one is refused or ignored.',
    fix: 'leave out apiVersion and kind: the construct writes those of the target release',
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
    title: 'the objects of a distribution were requested before it was passed to a cluster',
    explanation: 'Its objects are created for a cluster, and there is none yet.',
    fix: 'pass it to a MultiMasterCluster first, then read its objects',
    source: 'kvorum',
  }),
  groupExists: defineFinding('deckhouse', {
    code: 'KV3006',
    level: 'error',
    title: 'a cluster has two node groups with the same name',
    explanation: 'Names of node groups are unique in a cluster. the cluster itself creates `master` and `arbiter`.',
    fix: 'choose another name; the cluster itself creates `master` and `arbiter`',
    source: 'Kubernetes',
  }),
  dhctlNeedsDeckhouse: defineFinding('deckhouse', {
    code: 'KV3007',
    level: 'error',
    title: 'an infrastructure of dhctl serves another distribution',
    explanation: 'dhctl is the installer of Deckhouse.',
    fix: 'use an infrastructure that creates machines itself',
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
