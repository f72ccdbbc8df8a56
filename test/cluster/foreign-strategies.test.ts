import { ApiObject, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterApp, MultiMasterCluster, OutputFile } from 'kvorum';
import type {
  ClusterContext,
  DistributionInput,
  DistributionPlan,
  EndpointPlan,
  HostPlan,
  IApiEndpoint,
  IDistribution,
  IInfrastructure,
  MachinePlan,
} from 'kvorum/roles';

// A whole distribution, an infrastructure and an endpoint from outside the package. MultiMasterCluster knows none of them.

class Rack implements IInfrastructure {
  public readonly name = 'a rack';

  public bindHosts(site: ClusterContext): HostPlan {
    const hosts = Array.from({ length: site.masters }, (_, i) => ({
      name: `m${i}`,
      role: 'master' as const,
      address: `10.9.0.${i + 1}`,
    }));
    return { hosts };
  }

  public bindMachines(site: ClusterContext, plan: MachinePlan): void {
    for (const { host, config } of plan.distribution.machineConfigs) {
      new OutputFile(config, 'File', {
        path: `${site.name}/hosts/${host.name}.txt`,
        content: `${host.name} ${host.address}\n`,
      });
    }
  }
}

class FloatingAddress implements IApiEndpoint {
  public readonly name = 'a floating address';

  public bindEndpoint(_site: ClusterContext, hosts: HostPlan): EndpointPlan {
    const sans = hosts.hosts.map((h) => h.address ?? h.name);
    return { host: '10.9.0.100', port: 6443, certSans: ['10.9.0.100', ...sans], machineConfigs: [] };
  }
}

class ToyKubernetes implements IDistribution {
  public readonly name = 'a toy';

  public bindDistribution(site: ClusterContext, { hosts, endpoint }: DistributionInput): DistributionPlan {
    const info = new ApiObject(site.chart, 'info', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cluster-info' },
      data: { endpoint: `https://${endpoint?.host}:${endpoint?.port}` },
    });
    const machines = new Construct(site.chart, 'machines');
    return {
      machineConfigs: hosts.hosts.map((host) => ({ host, config: new Construct(machines, host.name) })),
      defaultChild: info,
    };
  }
}

const cluster = (app: ClusterApp) =>
  new MultiMasterCluster(app, 'toy', {
    replicas: 3,
    distribution: new ToyKubernetes(),
    infrastructure: new Rack(),
    endpoint: new FloatingAddress(),
  });

it('hosts, endpoint, objects and machines flow through strategies that the package does not know', () => {
  const app = ClusterApp.forTesting();
  const toy = cluster(app);
  expect(Testing.synth(toy)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cluster-info' },
      data: { endpoint: 'https://10.9.0.100:6443' },
    },
  ]);
  const files = app.render().filter((f) => f.path.startsWith('toy/hosts/'));
  expect(files.map((f) => [f.path, f.text])).toEqual([
    ['toy/hosts/m0.txt', 'm0 10.9.0.1\n'],
    ['toy/hosts/m1.txt', 'm1 10.9.0.2\n'],
    ['toy/hosts/m2.txt', 'm2 10.9.0.3\n'],
  ]);
});

it('the cluster warns of nothing when both are named', () => {
  const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = ClusterApp.forTesting();
  cluster(app);
  app.synth();
  expect(printed.mock.calls).toEqual([]);
  printed.mockRestore();
});

it('what belongs to Deckhouse is refused', () => {
  const toy = cluster(ClusterApp.forTesting());
  expect(() => toy.deckhouse).toThrow('KV2502');
  expect(() => toy.addNodeGroup('worker')).toThrow('KV2502');
});
