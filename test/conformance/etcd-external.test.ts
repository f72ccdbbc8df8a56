import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { EtcdVersion, ExternalEtcd, MemberForm } from 'kvorum/etcd';
import type { ExternalEtcdProps } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { TestCa } from '../judges/certificates';
import { ETCD_VERSIONS, etcdJudges, etcdProgram, type EtcdMinor } from '../judges/etcd';
import { freePorts } from '../judges/loopback';
import { Programs } from '../judges/programs';
import { type Outcome, run, until } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';

type Form = 'systemd' | 'static Pod';

/** An external cluster on loopback addresses of this machine, started from what was synthesized for each member. */
class Cluster {
  public static async make(
    version: EtcdMinor,
    size: number,
    form: Form,
    props: Partial<ExternalEtcdProps> = {},
  ): Promise<Cluster> {
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
    return new Cluster(version, form, external);
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

describeConformance('the external etcd', { judges: [...etcdJudges, ...apiServerJudges] }, () => {
  const clusters: Cluster[] = [];
  afterEach(async () => {
    for (const cluster of clusters.splice(0)) await cluster.programs.stop();
  });
  const make = async (...args: Parameters<typeof Cluster.make>): Promise<Cluster> => {
    const cluster = await Cluster.make(...args);
    clusters.push(cluster);
    return cluster;
  };

  const cases = ETCD_VERSIONS.flatMap((version) => [
    [3, version, 'systemd'] as const,
    [5, version, 'static Pod'] as const,
  ]);
  it.each(cases)(
    '%i members of etcd %s, as %s: survive the loss of a minority, and serve an API server',
    async (size, version, form) => {
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
      const stranger = [`--endpoints=${endpoint}`, '--insecure-skip-tls-verify', '--command-timeout=2s', 'get', 'all'];
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

  describe('behind a load balancer for TCP', () => {
    let balancer: Server;
    let port: number;
    let target: { host: string; port: number };
    beforeEach(async () => {
      balancer = createServer((socket) => {
        const through = connect(target);
        for (const [from, to] of [
          [socket, through],
          [through, socket],
        ] as const) {
          from.pipe(to);
          from.on('error', () => to.destroy());
        }
      });
      await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
      port = (balancer.address() as { port: number }).port;
    });
    afterEach(() => new Promise((resolve) => balancer.close(resolve)));

    it.each([
      ['the SANs that it needs', (): undefined => undefined, true],
      ["no SAN of the balancer's host", (address: string) => [address], false],
    ])(
      'with %s',
      async (_sans, sansOf, works) => {
        const cluster = await make('3.6', 1, 'systemd', { loadBalancer: { host: 'localhost', port } });
        const [member] = cluster.external.members;
        target = { host: member!.address, port: Number(new URL(member!.clientUrl).port) };
        const sans = sansOf(member!.address);
        await cluster.certify(sans);
        const started = cluster.start();
        if (works) await started;
        else await expect(Promise.race([started, settled(cluster, member!.clientUrl)])).resolves.toBeUndefined();
        const outcome = await cluster.etcdctl(['put', 'a', 'b']);
        expect(outcome.code === 0).toBe(works);
        if (!works) {
          expect(outcome.stderr).toContain('x509');
          started.catch(() => undefined);
        }

        // The library says the same of the certificate that the real etcd has.
        const folder = join(cluster.programs.folder, 'etcd-0');
        const described = () =>
          new ExternalEtcd({
            version: EtcdVersion.V3_6,
            members: [
              {
                name: 'etcd-0',
                address: member!.address,
                serverCertificate: readFileSync(join(folder, 'server.crt'), 'utf8'),
                peerCertificate: readFileSync(join(folder, 'peer.crt'), 'utf8'),
              },
            ],
            token: 'judged-1',
            form: MemberForm.systemd({ program: '/usr/local/bin/etcd' }),
            loadBalancer: { host: 'localhost', port },
          });
        if (works) expect(described).not.toThrow();
        else
          expect(described).toThrow('KV4544 [members[0].serverCertificate]: the certificate does not name localhost');
      },
      60_000,
    );
  });
});

/** Until the member answers by its own address. */
async function settled(cluster: Cluster, url: string): Promise<void> {
  await until('the member is healthy', async () => (await cluster.etcdctl(['endpoint', 'health'], [url])).code === 0);
}

describeConformance('the certificate of a member', { judges: ['openssl'] }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kvorum-certificate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    [['IP:10.0.0.20'], 'serverAuth,clientAuth', undefined],
    [['IP:10.0.0.20', 'DNS:etcd-0'], 'clientAuth,serverAuth,emailProtection', undefined],
    [
      ['IP:10.0.0.21'],
      'serverAuth,clientAuth',
      'KV4544 [members[0].serverCertificate]: the certificate does not name 10.0.0.20',
    ],
    [
      ['DNS:10.0.0.20'],
      'serverAuth,clientAuth',
      'KV4544 [members[0].serverCertificate]: the certificate does not name 10.0.0.20',
    ],
    [[], 'serverAuth,clientAuth', 'KV4544 [members[0].serverCertificate]: the certificate does not name 10.0.0.20'],
    [['IP:10.0.0.20'], 'serverAuth', 'KV4545 [members[0].serverCertificate]: the certificate is not good for clients'],
    [['IP:10.0.0.20'], 'clientAuth', 'KV4545 [members[0].serverCertificate]: the certificate is not good for servers'],
  ])('with SANs %j for %s', async (sans, usage, says) => {
    const ca = await TestCa.make(folder);
    const { cert } = await ca.sign('10.0.0.20', sans, folder, usage);
    const make = () =>
      new ExternalEtcd({
        version: EtcdVersion.V3_6,
        members: [{ name: 'etcd-0', address: '10.0.0.20', serverCertificate: readFileSync(cert, 'utf8') }],
        token: 'judged-1',
        form: MemberForm.systemd({ program: '/usr/local/bin/etcd' }),
      });
    if (says === undefined) expect(make).not.toThrow();
    else expect(make).toThrow(says);
  });
});

describeConformance('what a member runs', { judges: [...apiServerJudges, 'systemd-analyze'] }, () => {
  const external = (form: MemberForm) =>
    new ExternalEtcd({
      version: EtcdVersion.V3_6,
      members: [1, 2, 3].map((i) => ({ name: `etcd-${i}`, address: `10.0.0.2${i}` })),
      token: 'prod-1',
      form,
      quotaBytes: 4 * 1024 ** 3,
    });

  it('is a unit that systemd-analyze verify takes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kvorum-unit-'));
    try {
      const program = judge('etcd');
      for (const member of external(MemberForm.systemd({ program })).members) {
        const file = join(folder, 'etcd.service');
        writeFileSync(file, member.systemdUnit(program));
        expect(await run(judge('systemd-analyze'), ['verify', '--man=no', file])).toMatchObject({
          code: 0,
          stderr: '',
        });
        writeFileSync(file, member.systemdUnit(program).replace('Restart=on-failure', 'Restart=sometimes'));
        expect((await run(judge('systemd-analyze'), ['verify', '--man=no', file])).stderr).toContain('sometimes');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('is a static Pod that the API server takes', async () => {
    const api = await ApiServer.start();
    try {
      for (const member of external(MemberForm.staticPod({ image: 'registry.k8s.io/etcd:3.6.6-0' })).members) {
        const manifest = member.staticPod('registry.k8s.io/etcd:3.6.6-0') as any;
        // A kubelet does not ask for these; the server admits nobody to a class that only its own objects have.
        expect(await api.createDryRun(Yaml.stringify(manifest))).toMatchObject({ accepted: true });
      }
    } finally {
      await api.stop();
    }
  }, 120_000);
});
