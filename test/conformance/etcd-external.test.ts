import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

import { Yaml } from 'cdk8s';
import { EtcdVersion, ExternalEtcd, MemberForm } from 'kvorum/etcd';

import { ApiServer, apiServerJudges } from '../judges/apiserver';
import { TestCa } from '../judges/certificates';
import { etcdJudges } from '../judges/etcd';
import { run, until } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';
import { externalClusters } from './external-etcd';
import type { ExternalCluster } from './external-etcd';
import { newFolder, removeFolder } from '../support/folders';

describeConformance('the external etcd', { judges: [...etcdJudges, ...apiServerJudges] }, () => {
  const make = externalClusters();

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
async function settled(cluster: ExternalCluster, url: string): Promise<void> {
  await until('the member is healthy', async () => (await cluster.etcdctl(['endpoint', 'health'], [url])).code === 0);
}

describeConformance('the certificate of a member', { judges: ['openssl'] }, () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
  });
  afterAll(() => removeFolder(folder));

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
    [['IP:10.0.0.20'], 'serverAuth', 'KV4545 [members[0].serverCertificate]: the certificate is not valid for clients'],
    [['IP:10.0.0.20'], 'clientAuth', 'KV4545 [members[0].serverCertificate]: the certificate is not valid for servers'],
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
    const folder = newFolder();
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
      removeFolder(folder);
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
