/** The external etcd of the library, run by the real one: a cluster, and what every version must survive. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { EtcdVersion, ExternalEtcd, MemberForm } from 'kvorum/etcd';
import type { ExternalEtcdProps } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { TestCa } from '../judges/certificates';
import { etcdJudges, etcdProgram, type EtcdMinor } from '../judges/etcd';
import { freePorts } from '../judges/loopback';
import { Programs } from '../judges/programs';
import { type Outcome, run, until } from '../judges/run';
import { describeConformance } from '../judges/shared';

type Form = 'systemd' | 'static Pod';

/** An external cluster on loopback addresses of this machine, started from what was synthesized for each member. */
export class ExternalCluster {
  public static async make(
    version: EtcdMinor,
    size: number,
    form: Form,
    props: Partial<ExternalEtcdProps> = {},
  ): Promise<ExternalCluster> {
    const [clientPort, peerPort] = (await freePorts(2)) as [number, number];
    const net = `127.${1 + Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
    const external = new ExternalEtcd({
      version: EtcdVersion.of(version),
      members: Array.from({ length: size }, (_, i) => ({ name: `etcd-${i}`, address: `${net}.${i + 2}` })),
      token: 'judged-1',
      form:
        form === 'systemd'
          ? MemberForm.systemd({ program: '/usr/local/bin/etcd' })
          : MemberForm.staticPod({ image: `registry.example.com/etcd:${version}.30-0` }),
      clientPort,
      peerPort,
      ...props,
    });
    return new ExternalCluster(version, form, external);
  }

  public readonly programs = new Programs('external');
  private ca: TestCa | undefined;

  private constructor(
    private readonly version: EtcdMinor,
    private readonly form: Form,
    public readonly external: ExternalEtcd,
  ) {}

  /** @param sans the SANs of a member's server certificate. Default: those that it needs. */
  public async certify(sans?: readonly string[]): Promise<void> {
    this.ca = await TestCa.make(join(this.programs.folder, 'ca'));
    const typed = (names: readonly string[]) => names.map((n) => (/^[\d.]+$/.test(n) ? `IP:${n}` : `DNS:${n}`));
    for (const member of this.external.members) {
      const folder = join(this.programs.folder, member.name);
      mkdirSync(folder);
      writeFileSync(join(folder, 'ca.crt'), readFileSync(this.ca.certificate));
      await this.ca.sign('server', typed(sans ?? member.serverSans), folder);
      // A member looks at the address that a peer comes from. On one machine all come from this one.
      await this.ca.sign('peer', typed([...member.peerSans, '127.0.0.1']), folder);
    }
    await this.ca.sign('apiserver-etcd-client', []);
  }

  public async start(): Promise<void> {
    const ports = await freePorts(this.external.members.length);
    for (const [i, member] of this.external.members.entries()) {
      const [, ...args] = this.commandOf(i).map((arg) =>
        arg
          .replace('/etc/kubernetes/pki/etcd', join(this.programs.folder, member.name))
          .replace('/var/lib/etcd', join(this.programs.folder, member.name, 'data'))
          // All hosts are this one, and have one loopback.
          .replace('127.0.0.1:2381', `127.0.0.1:${ports[i]}`),
      );
      this.programs.start(member.name, etcdProgram(this.version, 'etcd')!, args);
    }
    await until('all members are healthy', async () => {
      if (this.programs.lost !== undefined) {
        const [name = ''] = this.programs.lost.split(' ');
        throw new Error(`${this.programs.lost}\n${this.programs.log(name)}`);
      }
      return (await this.etcdctl(['endpoint', 'health'])).code === 0;
    });
  }

  public etcdctl(args: readonly string[], endpoints = this.external.connection.endpoints): Promise<Outcome> {
    const flags = ['--command-timeout=2s', '--dial-timeout=1s', `--endpoints=${endpoints.join(',')}`];
    return run(etcdProgram(this.version, 'etcdctl')!, [...flags, ...this.clientFlags(), ...args]);
  }

  /** The flags of kube-apiserver, with the paths of this machine. */
  public apiServerFlags(): readonly string[] {
    const ca = join(this.programs.folder, 'ca');
    return this.external.connection.apiServerFlags.map((flag) =>
      flag
        .replace('/etc/kubernetes/pki/etcd/ca.crt', join(ca, 'ca.crt'))
        .replace('/etc/kubernetes/pki/apiserver-etcd-client', join(ca, 'apiserver-etcd-client')),
    );
  }

  private clientFlags(): readonly string[] {
    const client = join(this.programs.folder, 'ca', 'apiserver-etcd-client');
    return [`--cacert=${this.ca!.certificate}`, `--cert=${client}.crt`, `--key=${client}.key`];
  }

  /** What a host would run: read from the unit, or from the manifest. */
  private commandOf(i: number): readonly string[] {
    const member = this.external.members[i]!;
    if (this.form === 'systemd') {
      const unit = member.systemdUnit('/usr/local/bin/etcd').replace(/\\\n/g, ' ');
      const [, command = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
      return command.split(/\s+/);
    }
    const manifest = load(Yaml.stringify(member.staticPod('registry.example.com/etcd:1'))) as any;
    return manifest.spec.containers[0].command;
  }
}

/** Makes clusters, and ends those of a test after it. */
export function externalClusters(): (...args: Parameters<typeof ExternalCluster.make>) => Promise<ExternalCluster> {
  const clusters: ExternalCluster[] = [];
  afterEach(async () => {
    for (const cluster of clusters.splice(0)) await cluster.programs.stop();
  });
  return async (...args) => {
    const cluster = await ExternalCluster.make(...args);
    clusters.push(cluster);
    return cluster;
  };
}

/** The suite of one version: a file each, so that they run beside each other. */
export function describeExternalEtcd(version: EtcdMinor): void {
  describeConformance(`the external etcd ${version}`, { judges: [...etcdJudges, ...apiServerJudges] }, () => {
    const make = externalClusters();

    it.each([
      [3, 'systemd'],
      [5, 'static Pod'],
    ] as const)(
      '%i members, as %s: survive the loss of a minority, and serve an API server',
      async (size, form) => {
        const cluster = await make(version, size, form);
        await cluster.certify();
        await cluster.start();
        expect((await cluster.etcdctl(['put', 'all', 'there'])).code).toBe(0);
        const { stdout } = await cluster.etcdctl(['member', 'list']);
        expect(
          stdout
            .trim()
            .split('\n')
            .filter((line) => line.includes('started')),
        ).toHaveLength(size);

        // Only for those who have a certificate.
        const [endpoint = ''] = cluster.external.connection.endpoints;
        const stranger = [
          `--endpoints=${endpoint}`,
          '--insecure-skip-tls-verify',
          '--command-timeout=2s',
          'get',
          'all',
        ];
        expect((await run(etcdProgram(version, 'etcdctl')!, stranger)).code).not.toBe(0);

        const minority = (size - 1) / 2;
        for (let i = 0; i < minority; i += 1) await cluster.programs.kill(`etcd-${i}`);
        const living = cluster.external.connection.endpoints.slice(minority);
        await until('writes go on', async () => (await cluster.etcdctl(['put', 'some', 'left'], living)).code === 0);
        expect((await cluster.etcdctl(['get', 'all', '--print-value-only'], living)).stdout).toBe('there\n');

        const api = await ApiServer.start({ etcdFlags: cluster.apiServerFlags() });
        try {
          await api.createNamespace('kept');
          const { stdout: found } = await cluster.etcdctl(['get', '/registry/namespaces/kept', '--keys-only'], living);
          expect(found.trim()).toBe('/registry/namespaces/kept');
        } finally {
          await api.stop();
        }

        // The one that is one too many: what was said of the minority says nothing when this does not fail.
        await cluster.programs.kill(`etcd-${minority}`);
        expect((await cluster.etcdctl(['put', 'none', 'left'], living.slice(1))).code).not.toBe(0);
      },
      120_000,
    );
  });
}
