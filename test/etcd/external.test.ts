import { App, Chart, Testing } from 'cdk8s';
import { ClusterApp } from 'kvorum';
import type { KvorumError } from 'kvorum';
import { EtcdConnection, EtcdVersion, ExternalEtcd, MemberForm } from 'kvorum/etcd';
import type { ExternalEtcdProps } from 'kvorum/etcd';

import { codeAndProperty, errorsOf } from '../support/errors';
import { stderrOf } from '../support/stderr';

const systemd = MemberForm.systemd({ program: '/usr/local/bin/etcd' });
const members = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `etcd-${i}`, address: `10.0.0.2${i}` }));
const PROPS: ExternalEtcdProps = {
  version: EtcdVersion.V3_6,
  members: members(3),
  token: 'prod-etcd-1',
  form: systemd,
};

const refused = (props: object): readonly KvorumError[] => errorsOf(() => new ExternalEtcd({ ...PROPS, ...props }));

describe('ExternalEtcd', () => {
  it('gives every member its own addresses, and the addresses of all in one place only', () => {
    const etcd = new ExternalEtcd(PROPS);
    const [, second] = etcd.members;
    const args = second!.arguments;
    expect(args).toEqual(
      expect.arrayContaining([
        '--name=etcd-1',
        '--listen-client-urls=https://10.0.0.21:2379',
        '--advertise-client-urls=https://10.0.0.21:2379',
        '--listen-peer-urls=https://10.0.0.21:2380',
        '--initial-advertise-peer-urls=https://10.0.0.21:2380',
        '--initial-cluster=etcd-0=https://10.0.0.20:2380,etcd-1=https://10.0.0.21:2380,etcd-2=https://10.0.0.22:2380',
        '--initial-cluster-state=new',
        '--initial-cluster-token=prod-etcd-1',
        '--client-cert-auth=true',
        '--peer-client-cert-auth=true',
      ]),
    );
    const others = args.filter((arg) => /10\.0\.0\.2[02]/.test(arg));
    expect(others).toEqual([expect.stringMatching(/^--initial-cluster=/)]);
  });

  it('tells the API server of all members', () => {
    const { connection } = new ExternalEtcd(PROPS);
    expect(connection.apiServerFlags).toEqual([
      '--etcd-servers=https://10.0.0.20:2379,https://10.0.0.21:2379,https://10.0.0.22:2379',
      '--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt',
      '--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt',
      '--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key',
    ]);
    expect(connection.kubeadm).toEqual({
      endpoints: ['https://10.0.0.20:2379', 'https://10.0.0.21:2379', 'https://10.0.0.22:2379'],
      caFile: '/etc/kubernetes/pki/etcd/ca.crt',
      certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
      keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
    });
  });

  it('behind a load balancer, tells of it, and of the SAN that every member needs', () => {
    const etcd = new ExternalEtcd({ ...PROPS, loadBalancer: { host: 'etcd.example.com' } });
    expect(etcd.connection.endpoints).toEqual(['https://etcd.example.com:2379']);
    expect(etcd.members.map((m) => m.serverSans)).toEqual([
      ['10.0.0.20', 'etcd.example.com', 'etcd-0'],
      ['10.0.0.21', 'etcd.example.com', 'etcd-1'],
      ['10.0.0.22', 'etcd.example.com', 'etcd-2'],
    ]);
    expect(etcd.members[0]?.peerSans).toEqual(['10.0.0.20', 'etcd-0']);
  });

  it('lets one member join', () => {
    const joining = [...members(2), { name: 'etcd-9', address: '10.0.0.29', state: 'existing' as const }];
    const states = new ExternalEtcd({ ...PROPS, members: joining }).members.map((m) =>
      m.arguments.find((arg) => arg.startsWith('--initial-cluster-state')),
    );
    expect(states.map((s) => s?.split('=')[1])).toEqual(['new', 'new', 'existing']);
  });

  it('knows the flags of the version', () => {
    const flags = EtcdVersion.all().map((version) =>
      new ExternalEtcd({ ...PROPS, version }).members[0]!.arguments.at(-1),
    );
    expect(flags).toEqual([
      '--experimental-watch-progress-notify-interval=5s',
      '--experimental-watch-progress-notify-interval=5s',
      '--watch-progress-notify-interval=5s',
    ]);
  });

  it('makes a file for each member', () => {
    const files = (form: MemberForm) => {
      const app = ClusterApp.forTesting();
      new ExternalEtcd({ ...PROPS, form }).addFiles(new Chart(app, 'prod'), 'prod/etcd');
      return app.render().filter((f) => f.folder === 'files');
    };
    expect(files(systemd).map((f) => f.path)).toEqual(
      expect.arrayContaining(['etcd-0', 'etcd-1', 'etcd-2'].map((name) => `prod/etcd/${name}/etcd.service`)),
    );
    const image = 'registry.k8s.io/etcd:3.6.6-0';
    const pod = files(MemberForm.staticPod({ image })).find((f) => f.path === 'prod/etcd/etcd-2/etcd.yaml');
    expect(pod?.text).toContain('--name=etcd-2');
    expect(pod?.text).toContain(image);
  });

  it('works in a plain app', () => {
    const chart = new Chart(new App(), 'prod');
    new ExternalEtcd(PROPS).addFiles(chart, 'prod/etcd');
    expect(Testing.synth(chart)).toEqual([]);
  });

  it.each([2, 4, 6, 8, 9])('refuses %i members', (count) => {
    const errors = refused({ members: members(count) });
    expect(errors.map(codeAndProperty)).toEqual(['KV4541 members']);
    expect(errors[0]?.message).toContain(
      `${count} ${count > 7 ? 'members are too many' : 'is an even number of members'}`,
    );
  });

  it.each([1, 3, 5, 7])('takes %i members', (count) => {
    expect(refused({ members: members(count) }).map(codeAndProperty)).toEqual([]);
  });

  it.each([
    [[...members(2), { name: 'etcd-0', address: '10.0.0.9' }], 'KV4542 members[2].name'],
    [[...members(2), { name: 'etcd-9', address: '10.0.0.20' }], 'KV4542 members[2].address'],
    [[...members(2), { name: 'etcd-9', address: '10.0.0.300' }], 'KV1206 members[2].address'],
    [[...members(2), { name: 'etcd 9', address: '10.0.0.30' }], 'KV1206 members[2].name'],
    [[...members(2), { name: 'etcd-9', address: '10.0.0.30', serverSans: ['etcd-9'] }], 'KV4544 members[2].serverSans'],
    [
      [...members(2), { name: 'etcd-9', address: '10.0.0.30', serverCertificate: 'x' }],
      'KV4545 members[2].serverCertificate',
    ],
    [[], 'KV1205 members'],
  ])('refuses the members %j', (given, code) => {
    expect(refused({ members: given }).map(codeAndProperty)).toEqual([code]);
  });

  it('takes declared SANs that are enough', () => {
    const declared = (serverSans: readonly string[]) => [
      ...members(2),
      { name: 'e', address: '10.0.0.30', serverSans },
    ];
    const loadBalancer = { host: 'etcd.example.com' };
    expect(refused({ members: declared(['10.0.0.30']) }).map(codeAndProperty)).toEqual([]);
    expect(refused({ members: declared(['10.0.0.30']), loadBalancer }).map(codeAndProperty)).toEqual([
      'KV4544 members[2].serverSans',
    ]);
    expect(
      refused({ members: declared(['10.0.0.30', 'etcd.example.com']), loadBalancer }).map(codeAndProperty),
    ).toEqual([]);
  });

  it.each([
    [{ token: 'etcd-cluster' }, 'KV4543 token'],
    [{ token: 'etcd-cluster-1' }, 'KV4543 token'],
    [{ token: 'a b c d' }, 'KV1206 token'],
    [{ version: '3.6' }, 'KV1203 version'],
    [{ form: undefined }, 'KV1202 form'],
    [{ form: 'systemd' }, 'KV1203 form'],
    [{ form: MemberForm.staticPod({ image: 'registry.k8s.io/etcd:3.5.24-0' }) }, 'KV4503 form.image'],
    [{ clientPort: 2380 }, 'KV1209'],
    [{ quotaBytes: 2 ** 40 }, 'KV1205 quotaBytes'],
    [{ loadBalancer: { host: 'https://etcd' } }, 'KV1206 loadBalancer.host'],
  ])('is refused with %j', (props, code) => {
    expect(refused(props).map(codeAndProperty)).toEqual([code]);
  });

  it.each([undefined, null, 3, 'x', []])('does not crash at %p', (props) => {
    expect(() => new ExternalEtcd(props as never)).toThrow('KV1203');
  });

  it('warns of a single member, and not of three', () => {
    const printed = (count: number): string => {
      const app = ClusterApp.forTesting();
      new ExternalEtcd({ ...PROPS, members: members(count) }).addFiles(new Chart(app, 'lab'), 'lab/etcd');
      return stderrOf(() => app.synth());
    };
    expect(printed(1)).toContain('warning KV4547 [lab]: etcd-0 is the only member');
    expect(printed(3)).toBe('');
  });
});

describe('the unit of a member', () => {
  const [member] = new ExternalEtcd({ ...PROPS, token: 'lab-1', dataDir: '/var/lib/etcd@a=1' }).members;

  it('has its directives in one order, its command one argument a line', () => {
    const lines = member!.systemdUnit('/opt/etcd=3/etcd').split('\n');
    expect(lines.filter((line) => !line.startsWith('  --'))).toEqual([
      '[Unit]',
      'Description=etcd member etcd-0',
      'Wants=network-online.target',
      'After=network-online.target',
      '',
      '[Service]',
      'Type=notify',
      'TimeoutStartSec=infinity',
      'ExecStart=/opt/etcd=3/etcd \\',
      'Restart=on-failure',
      'RestartSec=5s',
      'LimitNOFILE=65536',
      'OOMScoreAdjust=-900',
      'UMask=0077',
      'NoNewPrivileges=true',
      'ProtectSystem=full',
      'PrivateTmp=true',
      '',
      '[Install]',
      'WantedBy=multi-user.target',
      '',
    ]);
    expect(lines.slice(9, 12)).toEqual(['  --name=etcd-0 \\', '  --data-dir=/var/lib/etcd@a=1 \\', expect.any(String)]);
  });

  // systemd: "Executable name contains special characters", and `$$` stays as it is in the name of a program.
  it.each(['/opt/et"cd', '/opt/et$cd', '/opt/et%cd', 'bin/etcd', '/opt/../etcd'])('has no program %s', (program) => {
    expect(() => member!.systemdUnit(program)).toThrow('KV5661');
  });
});

describe('EtcdConnection', () => {
  const refusedEndpoints = (...endpoints: readonly unknown[]) =>
    errorsOf(() => new EtcdConnection({ endpoints: endpoints as string[] })).map((e) => e.message.split('\n')[0]);

  it.each([
    ['http://10.0.0.20:2379', 'KV4546 [endpoints[0]]: the endpoint uses http, but there are certificates'],
    ['10.0.0.20:2379', 'KV4546 [endpoints[0]]: the endpoint lacks a scheme'],
    ['https://10.0.0.20', 'KV4546 [endpoints[0]]: the endpoint is not an https URL with a host and a port'],
    ['https://10.0.0.20:99999', 'KV4546 [endpoints[0]]: the endpoint is not an https URL with a host and a port'],
    ['https://10.0.0.20:2379/', 'KV4546 [endpoints[0]]: the endpoint is not an https URL with a host and a port'],
    ['https://a,https://b:1', 'KV4546 [endpoints[0]]: the endpoint is not an https URL with a host and a port'],
  ])('refuses %s', (endpoint, says) => {
    expect(refusedEndpoints(endpoint)).toEqual([says]);
  });

  it('refuses none, and the same twice', () => {
    expect(refusedEndpoints()).toEqual([expect.stringContaining('KV1205')]);
    expect(refusedEndpoints('https://a:1', 'https://a:1')).toEqual([expect.stringContaining('KV1209')]);
  });

  it.each(['https://10.0.0.20:2379', 'https://etcd.example.com:443', 'https://[fd00::1]:2379'])(
    'takes %s',
    (endpoint) => {
      expect(refusedEndpoints(endpoint)).toEqual([]);
    },
  );
});
