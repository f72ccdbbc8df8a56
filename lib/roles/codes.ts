import { defineFinding } from '../core/finding-type';

/** Codes of faults between the strategies of a cluster. */
export const ROLES = {
  needsFixedAddress: defineFinding('roles', {
    code: 'KV2201',
    level: 'error',
    title: 'a host needs an address that is known now',
    explanation:
      'The address enters a file or an object that is written at synth. The infrastructure knows it only after apply, or ' +
      'not at all.',
    fix: 'give the host a fixed address',
    source: 'kvorum',
  }),
  noSuchMaster: defineFinding('roles', {
    code: 'KV2202',
    level: 'error',
    title: 'the first master is not a master of the cluster',
    explanation:
      'The control plane starts from one master, and the others join it. It is chosen by the name of its host.',
    fix: 'set firstMaster to the name of a master, or leave it out: then it is the first in the list',
    source: 'kvorum',
  }),
  noCdktf: defineFinding('roles', {
    code: 'KV2203',
    level: 'error',
    title: 'a strategy makes a Terraform stack, and cdktf is not installed',
    explanation: 'cdktf is an optional peer dependency: only programs that make stacks need it.',
    fix: 'npm install cdktf',
    source: 'kvorum',
  }),
  notServed: defineFinding('roles', {
    code: 'KV2204',
    level: 'error',
    title: 'the distribution does not serve an option of the cluster',
    explanation:
      'Each distribution names the options that it carries out. One that it does not know would have no effect, and would ' +
      'be missed on the day that it is needed.',
    fix: 'leave the option out, or take a distribution that serves it',
    source: 'kvorum',
  }),
  conflict: defineFinding('roles', {
    code: 'KV2205',
    level: 'error',
    title: 'two strategies of a cluster cannot work together',
    explanation: 'The distribution, the infrastructure and the endpoint each know what they need of the others.',
    fix: 'replace one of the two',
    source: 'kvorum',
  }),
  partsWithoutMachine: defineFinding('roles', {
    code: 'KV2206',
    level: 'error',
    title: 'a host has parts, and the distribution writes no machine config for it',
    explanation:
      'Parts of infrastructure and endpoint are installed by the machine config of a host. A distribution that prepares its ' +
      'hosts by itself, such as Deckhouse, writes none: nothing would install them.',
    fix: 'leave the parts out and install them by other means, or take a distribution that writes machine configs',
    source: 'kvorum',
  }),
  noMachineOs: defineFinding('roles', {
    code: 'KV2207',
    level: 'error',
    title: 'the operating system of a host is not known',
    explanation: 'The distribution writes a machine config for the host, whose form depends on the operating system.',
    fix: 'give the operating system where the hosts are described, for example os: MachineOs.altContainer()',
    source: 'kvorum',
  }),
  noMachine: defineFinding('roles', {
    code: 'KV2208',
    level: 'error',
    title: 'the cluster has no machine config of this name',
    explanation: 'A machine config is named after its host, and is there when the distribution wants one.',
    fix: 'take the name of a host that has a machine config',
    source: 'kvorum',
  }),
  badStep: defineFinding('roles', {
    code: 'KV2209',
    level: 'error',
    title: 'a step of a plan is invalid',
    explanation:
      'Reports and runbooks are made of steps. Each needs a unique id, and may refer only to hosts of the cluster and to ' +
      'steps that come before it.',
    fix: 'correct the class that returned the step',
    source: 'kvorum',
  }),
  hostName: defineFinding('roles', {
    code: 'KV2210',
    level: 'error',
    title: 'the distribution does not take the name of a host',
    explanation: 'Some platforms take host names with dots in them, others take single labels only.',
    fix: 'give the host a name without dots',
    source: 'kvorum',
  }),
} as const;
