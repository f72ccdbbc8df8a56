import { ApiObject } from 'cdk8s';
import { DataResource, Lazy, LocalBackend, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { HostAddress, SecretValue } from 'kvorum';
import type {
  ClusterContext,
  ClusterStep,
  DistributionInput,
  DistributionPlan,
  EndpointPlan,
  HostPlan,
  IApiEndpoint,
  IDistribution,
  IInfrastructure,
  MachineInput,
  MachinePlan,
  PlannedHost,
} from 'kvorum';
import { Hostname, KernelModules, MachineOs, SystemdCommand, SystemdUnit } from 'kvorum/machine';
import type { IMachine, IMachinePart } from 'kvorum/machine';

// A distribution, an endpoint and an infrastructure from outside the package. MultiMasterCluster knows none of them.

/** A file of a host. */
export class Text implements IMachinePart {
  public constructor(
    public readonly name: string,
    private readonly path: string,
    private readonly contents: string | SecretValue,
  ) {}

  public bind(machine: IMachine): void {
    machine.addFile({ path: this.path, contents: this.contents, mode: 0o600 });
  }
}

/** A unit of a host. */
class Service implements IMachinePart {
  public constructor(public readonly name: string) {}

  public bind(machine: IMachine): void {
    machine.addUnit(
      new SystemdUnit({
        name: `${this.name}.service`,
        enabled: true,
        unit: { Description: `${this.name} of ${machine.host}` },
        service: { Type: 'oneshot', ExecStart: [SystemdCommand.of(['/usr/bin/true'])] },
        install: { WantedBy: ['multi-user.target'] },
      }),
    );
  }
}

/** An address that moves between the masters: it puts a file and a unit on each of them. */
export class Keepalived implements IApiEndpoint {
  public readonly name = 'keepalived';

  public constructor(private readonly virtualIp: string) {}

  public bindEndpoint(context: ClusterContext, { hosts }: HostPlan): EndpointPlan {
    const masters = hosts.filter(({ role }) => role === 'master');
    const peers = masters.map((host) => context.fixedAddressOf(host, 'the list of peers of keepalived'));
    const config = `unicast_peer ${peers.join(' ')}\n`;
    return {
      host: this.virtualIp,
      port: 8443,
      certSans: [this.virtualIp],
      parts: masters.map(({ name }) => ({
        host: name,
        parts: [new Text('keepalived-conf', '/etc/keepalived/keepalived.conf', config), new Service('keepalived')],
      })),
    };
  }
}

/** An address outside of the hosts: somebody else's load balancer. */
export class OutsideAddress implements IApiEndpoint {
  public readonly name = 'a load balancer';

  public constructor(private readonly address: string) {}

  public bindEndpoint(): EndpointPlan {
    return { host: this.address, port: 6443, certSans: [this.address] };
  }
}

/** The first master makes the cluster, all others join. */
export class ToyKubeadm implements IDistribution {
  public readonly name = 'toy kubeadm';
  public readonly serves: IDistribution['serves'];

  public constructor(
    private readonly props: { readonly token?: SecretValue; readonly serves?: IDistribution['serves'] } = {},
  ) {
    this.serves = props.serves ?? ['endpoint'];
  }

  public bindDistribution(context: ClusterContext, { hosts, endpoint }: DistributionInput): DistributionPlan {
    const info = new ApiObject(context.chart, 'info', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cluster-info' },
      data: { endpoint: `https://${endpoint?.host}:${endpoint?.port}` },
    });
    const steps: ClusterStep[] = [
      {
        id: 'join',
        title: 'The masters join',
        where: 'host',
        hosts: hosts.hosts.map(({ name }) => name),
        until: { title: 'all nodes are Ready', run: ['kubectl', 'wait', '--for=condition=Ready', 'nodes', '--all'] },
      },
    ];
    const machines = hosts.hosts.map((host) => ({ host: host.name, parts: this.partsOf(context, host) }));
    return { machines, defaultChild: info, steps };
  }

  private partsOf({ firstMaster }: ClusterContext, host: PlannedHost): readonly IMachinePart[] {
    const command = host.name === firstMaster?.name ? 'init' : host.role === 'master' ? 'join --control-plane' : 'join';
    const { token } = this.props;
    const text =
      token === undefined ? `${command}\n` : SecretValue.combine([token], ([t]) => `${command} --token ${t}\n`);
    return [
      new Hostname(),
      new KernelModules({ modules: ['br_netfilter'] }),
      new Text('kubeadm-conf', '/etc/kubernetes/kubeadm', text),
      new Service('kubeadm'),
    ];
  }
}

/** The props of `Lab`. */
export interface LabProps {
  /** The address of the master of this number. */
  readonly address?: (i: number, stack: Construct) => HostAddress;
  readonly os?: MachineOs;
  readonly parts?: readonly IMachinePart[];
  readonly workers?: number;
  readonly failLate?: boolean;
}

/** Machines of Terraform: a stack for each master, with its Ignition config as user data. */
export class Lab implements IInfrastructure {
  public readonly name = 'lab';
  private readonly stacks = new Map<string, Construct>();

  public constructor(private readonly props: LabProps = {}) {}

  public bindHosts(context: ClusterContext): HostPlan {
    const { address = fixed, workers = 0, os = MachineOs.altContainer(), parts = [] } = this.props;
    const masters = Array.from({ length: context.masters }, (_, i): PlannedHost => {
      const name = `master${i}`;
      const stack = context.stack(name);
      new LocalBackend(stack, { path: `${name}.tfstate` });
      this.stacks.set(name, stack);
      return { name, role: 'master', address: address(i, stack), machine: { os, platform: 'yandex', parts } };
    });
    const others = Array.from({ length: workers }, (_, i): PlannedHost => {
      return { name: `worker${i}`, role: 'worker', address: HostAddress.NONE, machine: { os } };
    });
    return { hosts: [...masters, ...others] };
  }

  public bindMachines(context: ClusterContext, { machines }: MachineInput): MachinePlan {
    for (const { host, config } of machines) {
      const stack = this.stacks.get(host.name);
      if (stack === undefined) continue;
      const userData = Lazy.stringValue({
        produce: () => {
          const text = config.ignition();
          // A text with secrets stays in its own file, which only its owner can read.
          return typeof text === 'string' ? text : `\${file("../../../kvorum.out/${config.ignitionFile.path}")}`;
        },
      });
      new DataResource(stack, 'vm', { input: { user_data: userData } });
    }
    if (this.props.failLate === true) throw new Error('no quota');
    const applies = [...this.stacks.values()].map(({ node }) => node.path);
    return {
      steps: [{ id: 'machines', title: `Make the machines of ${context.name}`, where: 'workstation', applies }],
    };
  }
}

/** Addresses that are known at synth. */
export function fixed(i: number): HostAddress {
  return HostAddress.fixed(`10.9.0.${i + 1}`);
}

/** Addresses that Terraform knows once it has made the machines. */
export function afterApply(i: number, stack: Construct): HostAddress {
  const address = new DataResource(stack, 'address', { input: { number: i } });
  return HostAddress.afterApply(Token.asString(address.output));
}

/** Whether a construct is a Terraform stack. */
export function isStack(construct: unknown): boolean {
  return TerraformStack.isStack(construct);
}
