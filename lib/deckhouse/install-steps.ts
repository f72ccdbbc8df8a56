import type { ClusterContext } from '../roles/cluster-context';
import type { ClusterStep, StepFile } from '../topology/cluster-step';
import type { DeckhouseCluster } from './deckhouse-cluster';
import type { DhctlConfiguration } from './dhctl-configuration';

const READY = ['kubectl', 'wait', '--for=condition=Ready', '--timeout=30m'];

/**
 * The steps that install a Deckhouse cluster: dhctl sets up the first master, or all of them in a cloud; then the objects
 * are applied, and the cluster sets up the other hosts by itself.
 */
export function installSteps(
  context: ClusterContext,
  { dhctl, staticNodes }: DeckhouseCluster,
): readonly ClusterStep[] {
  return [
    ...(dhctl === undefined ? [] : [bootstrap(context, dhctl)]),
    {
      id: 'apply',
      title: 'Apply the objects of the cluster',
      where: 'workstation',
      applies: [context.chart.node.path],
    },
    ...(staticNodes.length === 0 ? [] : [joinHosts(staticNodes.map(({ node }) => node.id))]),
  ];
}

function bootstrap({ firstMaster }: ClusterContext, { configFile, connectionFile }: DhctlConfiguration): ClusterStep {
  const config = fileOf(configFile.path);
  const connection = connectionFile && fileOf(connectionFile.path);
  return {
    id: 'bootstrap',
    title:
      firstMaster === undefined
        ? 'Install Deckhouse: dhctl makes the masters'
        : `Install Deckhouse on ${firstMaster.name}`,
    where: 'workstation',
    ...(firstMaster === undefined ? {} : { hosts: [firstMaster.name] }),
    once: true,
    // Without connection.yml a person has to name the user and the key.
    ...(connection === undefined
      ? { files: [config] }
      : { run: ['dhctl', 'bootstrap', '--config', config, '--connection-config', connection] }),
    until:
      firstMaster === undefined
        ? { title: 'all masters are Ready', run: [...READY, 'node', '-l', 'node-role.kubernetes.io/control-plane='] }
        : { title: `${firstMaster.name} is Ready`, run: [...READY, `node/${firstMaster.name}`] },
  };
}

function joinHosts(hosts: readonly string[]): ClusterStep {
  const phase = '--for=jsonpath={.status.currentStatus.phase}=Running';
  return {
    id: 'nodes',
    title: 'The cluster sets up its other hosts over SSH',
    where: 'host',
    hosts,
    until: {
      title: 'every host runs as a node',
      run: ['kubectl', 'wait', phase, '--timeout=60m', ...hosts.map((host) => `staticinstance/${host}`)],
    },
  };
}

function fileOf(path: string): StepFile {
  return { file: `files/${path}` };
}
