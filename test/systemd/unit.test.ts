import { SystemdCommand, SystemdDropIn, SystemdUnit } from 'kvorum/machine';
import type { SystemdServiceSection, SystemdUnitProps } from 'kvorum/machine';

import { errorsOf, refusals } from '../support/errors';

const TRUE = SystemdCommand.of(['/usr/bin/true']);
const service = (section: SystemdServiceSection = {}, more: Partial<SystemdUnitProps> = {}) =>
  new SystemdUnit({ name: 'x.service', service: { ExecStart: [TRUE], ...section }, ...more });

describe('SystemdUnit', () => {
  it('writes sections and directives in their order', () => {
    const unit = new SystemdUnit({
      name: 'k8s-init.service',
      enabled: true,
      install: { WantedBy: ['multi-user.target'] },
      service: {
        ExecStart: [SystemdCommand.of(['/usr/bin/kubeadm', 'init'])],
        Type: 'oneshot',
        RemainAfterExit: true,
        RestartSec: 30,
        TimeoutStartSec: '10min',
        UMask: 0o77,
        Environment: { KUBECONFIG: '/etc/kubernetes/admin.conf', GREETING: 'a "b" 100%' },
      },
      unit: {
        Description: 'Make the cluster, 100%',
        After: ['crio.service', 'network-online.target'],
        StartLimitIntervalSec: 0,
        conditions: [
          { test: 'PathExists', value: '/etc/kubernetes/kubelet.conf', not: true },
          { test: 'FileIsExecutable', value: '/usr/bin/kubeadm', failing: true },
        ],
        more: [{ name: 'JobTimeoutSec', value: '1h' }],
      },
    });
    expect(unit.contents).toBe(
      [
        '[Unit]',
        'Description=Make the cluster, 100%%',
        'After=crio.service network-online.target',
        'StartLimitIntervalSec=0',
        'ConditionPathExists=!/etc/kubernetes/kubelet.conf',
        'AssertFileIsExecutable=/usr/bin/kubeadm',
        'JobTimeoutSec=1h',
        '',
        '[Service]',
        'Type=oneshot',
        'RemainAfterExit=yes',
        'Environment=KUBECONFIG=/etc/kubernetes/admin.conf',
        'Environment="GREETING=a \\"b\\" 100%%"',
        'ExecStart=/usr/bin/kubeadm init',
        'RestartSec=30',
        'TimeoutStartSec=10min',
        'UMask=0077',
        '',
        '[Install]',
        'WantedBy=multi-user.target',
        '',
      ].join('\n'),
    );
  });

  it('means the unit of the image when it has no sections', () => {
    const unit = new SystemdUnit({ name: 'crio.service', enabled: true });
    expect(unit).toMatchObject({ name: 'crio.service', enabled: true, masked: false, contents: undefined });
  });

  it.each(['x', 'x.conf', 'x y.service', '../x.service', 'x.service\n'])('refuses the name %j', (name) => {
    expect(refusals(() => new SystemdUnit({ name, enabled: true }))).toEqual(['KV1206 name']);
  });

  describe('refuses values that systemd would not read', () => {
    it('a line that would go on, or start another directive', () => {
      const describe = (Description: string) => refusals(() => service({}, { unit: { Description } }));
      for (const text of ['a\nExecStart=/bin/sh', 'a\\', 'a\r', ' a', '']) {
        expect(describe(text)).toEqual(['KV5662 unit.Description']);
      }
      expect(describe('100 % of "it" \\o/')).toEqual([]);
    });

    it('words and options that the next line would become part of', () => {
      const documentation = (word: string) => refusals(() => service({}, { unit: { Documentation: [word] } }));
      expect(documentation('https://example.org/\\')).toEqual(['KV5662 unit.Documentation[0]']);
      expect(documentation('https://example.org/[a]')).toEqual([]);
      expect(refusals(() => service({ StateDirectory: ['x\\'] }))).toEqual(['KV5662 service.StateDirectory[0]']);
      const mount = (option: string) =>
        refusals(() => new SystemdUnit({ name: 'srv.mount', mount: { What: 'x', Where: '/srv', Options: [option] } }));
      expect(mount('a\\')).toEqual(['KV5662 mount.Options[0]']);
      expect(mount('subvol=a-b')).toEqual([]);
    });

    it.each<[string, object]>([
      ['RuntimeDirectory[0]', { RuntimeDirectory: ['/etc/passwd'] }],
      ['RuntimeDirectory[0]', { RuntimeDirectory: ['../../x'] }],
      ['StateDirectory[1]', { StateDirectory: ['kvorum', 'a//b'] }],
      ['StandardOutput', { StandardOutput: 'x' }],
      ['StandardOutput', { StandardOutput: 'file:x' }],
    ])('values that systemd would ignore: %s of %j', (directive, fields) => {
      expect(refusals(() => service(fields))).toEqual([`KV5662 service.${directive}`]);
    });

    it('addresses that a socket cannot have', () => {
      const socket = (address: string) =>
        refusals(
          () => new SystemdUnit({ name: 'x.socket', socket: { ListenStream: [address], Service: 'x.service' } }),
        );
      for (const address of ['a b', '0', '65536', '300.0.0.1:1', '[::1', 'x']) {
        expect(socket(address)).toEqual(['KV5662 socket.ListenStream[0]']);
      }
      for (const address of ['2379', '127.0.0.1:2379', '[::1]:2379', '/run/x.sock', '@kvorum']) {
        expect(socket(address)).toEqual([]);
      }
    });

    it('empty texts, which would empty a list', () => {
      const condition = { test: 'Host', value: '' } as const;
      expect(refusals(() => service({}, { unit: { conditions: [condition] } }))).toEqual([
        'KV5662 unit.conditions[0].value',
      ]);
      expect(refusals(() => new SystemdUnit({ name: 'x.timer', timer: { OnCalendar: [''] } }))).toEqual([
        'KV5662 timer.OnCalendar[0]',
      ]);
      expect(refusals(() => service({ EnvironmentFile: [''] }))).toEqual(['KV5662 service.EnvironmentFile[0]']);
    });

    it('paths that systemd would have to tidy, or that are relative', () => {
      const mount = (Where: string) =>
        refusals(() => new SystemdUnit({ name: 'srv-a.mount', mount: { What: '/dev/x', Where } }));
      for (const where of ['/srv//a', '/srv/a/', '/srv/../a', 'srv/a']) {
        expect(mount(where)).toEqual(['KV5662 mount.Where']);
      }
      expect(mount('/srv/a')).toEqual([]);
      const environment = (path: string) => refusals(() => service({ EnvironmentFile: [path] }));
      for (const path of ['x', '/a/../x']) expect(environment(path)).toEqual(['KV5662 service.EnvironmentFile[0]']);
      expect([...environment('-/etc/x'), ...environment('/etc/x')]).toEqual([]);
    });

    it('numbers that systemd does not take', () => {
      const limit = (LimitNOFILE: number) => refusals(() => service({ LimitNOFILE }));
      for (const bad of [-1, 1.5, 1e21, NaN]) expect(limit(bad)).toEqual(['KV1203 service.LimitNOFILE']);
      expect(limit(65536)).toEqual([]);
      expect(refusals(() => service({ LimitNOFILE: 'infinity' }))).toEqual([]);
      const burst = 'infinity' as never;
      expect(refusals(() => service({}, { unit: { StartLimitBurst: burst } }))).toEqual([
        'KV1203 unit.StartLimitBurst',
      ]);
    });

    it('characters that Unicode keeps out of texts', () => {
      expect(refusals(() => service({}, { unit: { Description: 'a\ufffe' } }))).toEqual(['KV5662 unit.Description']);
      expect(refusals(() => SystemdCommand.of(['/bin/x', '\ufdd0']))).toEqual(['KV5661 args[1]']);
      expect(refusals(() => service({}, { unit: { Description: 'привет 😀' } }))).toEqual([]);
    });

    it('names of units', () => {
      const after = (name: string) => refusals(() => service({}, { unit: { After: [name] } }));
      expect(after('crio')).toEqual(['KV5662 unit.After[0]']);
      expect(after('a.service b.service')).toEqual(['KV5662 unit.After[0]']);
      expect(after('getty@%i.service')).toEqual([]);
    });

    it('spans of time', () => {
      const span = (RestartSec: number | string) => refusals(() => service({ RestartSec }));
      for (const good of [0, 1.5, '90', '90s', '5min', '1h 30min', 'infinity']) expect(span(good)).toEqual([]);
      for (const bad of [-1, NaN, 1e21, 1e-7, '5 minutes', 'soon', '']) {
        expect(span(bad)).toHaveLength(1);
      }
    });

    it('words from a closed set, and directives that are misspelt', () => {
      const [kind] = errorsOf(() => service({ Type: 'one-shot' as 'oneshot' }));
      expect(kind?.code).toBe('KV1204');
      const [error] = errorsOf(() => service({ RemainAfterExist: true } as object));
      expect(error?.code).toBe('KV1201');
      expect(error?.fix).toBe('did you mean RemainAfterExit?');
    });

    it('conditions with relative paths', () => {
      const condition = (value: string) =>
        refusals(() => service({}, { unit: { conditions: [{ test: 'PathExists', value }] } }));
      expect(condition('!/etc/x')).toEqual(['KV5662 unit.conditions[0].value']);
      expect(condition('|/etc/x')).toEqual(['KV5662 unit.conditions[0].value']);
      expect(condition('/etc/x')).toEqual([]);
    });

    it('directives by hand that would be two', () => {
      const more = (value: string) => refusals(() => service({ more: [{ name: 'MemoryMax', value }] }));
      expect(more('1G')).toEqual([]);
      expect(more('1G\nUser=root')).toEqual(['KV5662 service.more[0].value']);
      expect(refusals(() => service({ more: [{ name: 'User=root\nX', value: '' }] }))).toEqual([
        'KV5662 service.more[0].name',
      ]);
    });

    it('all of them in one error', () => {
      const make = () => service({ RestartSec: 'soon', User: 'No One' }, { unit: { After: ['x'] } });
      expect(refusals(make)).toEqual(['KV5662 unit.After[0]', 'KV5662 service.User', 'KV5662 service.RestartSec']);
    });
  });

  describe('refuses units that systemd would not start', () => {
    it('services without a command, or with two', () => {
      expect(refusals(() => service({ ExecStart: [] }))).toEqual(['KV5664 service.ExecStart']);
      expect(refusals(() => service({ ExecStart: [TRUE, TRUE] }))).toEqual(['KV5664 service.ExecStart']);
      expect(refusals(() => service({ ExecStart: [TRUE, TRUE], Type: 'oneshot' }))).toEqual([]);
      expect(refusals(() => service({ ExecStart: [], ExecStop: [TRUE], RemainAfterExit: true }))).toEqual([]);
    });

    it('a oneshot that restarts when it succeeds', () => {
      expect(refusals(() => service({ Type: 'oneshot', Restart: 'always' }))).toEqual(['KV5664 service.Restart']);
      expect(refusals(() => service({ Type: 'oneshot', Restart: 'on-failure' }))).toEqual([]);
      expect(refusals(() => service({ Restart: 'always' }))).toEqual([]);
    });

    it('enabled ones that nothing starts', () => {
      expect(refusals(() => service({}, { enabled: true }))).toEqual(['KV5665 install']);
      expect(refusals(() => service({}, { enabled: true, install: {} }))).toEqual(['KV5665 install']);
      expect(refusals(() => service({}, { enabled: true, install: { WantedBy: ['x.target'] } }))).toEqual([]);
      expect(refusals(() => service({}, { enabled: false }))).toEqual([]);
    });

    it('masked ones of which something else is said', () => {
      expect(refusals(() => service({}, { masked: true }))).toEqual(['KV5666 masked']);
      expect(refusals(() => new SystemdUnit({ name: 'x.service', masked: true, enabled: true }))).toEqual([
        'KV5666 masked',
      ]);
      expect(refusals(() => new SystemdUnit({ name: 'x.service', masked: true }))).toEqual([]);
    });

    it('sections of another type', () => {
      const timer = { OnBootSec: 5 };
      expect(refusals(() => service({}, { timer }))).toEqual(['KV5663 timer']);
      expect(refusals(() => new SystemdUnit({ name: 'x.timer', unit: { Description: 'x' } }))).toEqual([
        'KV5663 timer',
      ]);
      expect(refusals(() => new SystemdUnit({ name: 'x.timer', timer }))).toEqual([]);
      expect(refusals(() => new SystemdUnit({ name: 'x.target', unit: { Description: 'x' } }))).toEqual([]);
    });

    it('mounts that are not named after their place', () => {
      const mount = { What: '/dev/disk/by-label/data', Where: '/var/lib/my data' };
      const [error] = errorsOf(() => new SystemdUnit({ name: 'data.mount', mount }));
      expect(error?.code).toBe('KV5667');
      expect(error?.allowed).toBe('var-lib-my\\x20data.mount');
      expect(refusals(() => new SystemdUnit({ name: error!.allowed, mount }))).toEqual([]);
    });

    it('timers without a time', () => {
      expect(refusals(() => new SystemdUnit({ name: 'x.timer', timer: { Persistent: true } }))).toEqual([
        'KV5669 timer',
      ]);
    });

    it('lines that are too long for Ignition', () => {
      const Environment = { LONG: 'x'.repeat(1990) };
      expect(refusals(() => service({ Environment }))).toEqual([]);
      const after = Array.from({ length: 100 }, (_, i) => `unit-with-a-long-name-${i}.service`);
      expect(refusals(() => service({}, { unit: { After: after } }))).toEqual([]);
      const many = { LONG: '"'.repeat(1500) };
      expect(refusals(() => service({ Environment: many }))).toEqual(['KV5668 Environment']);
    });
  });
});

describe('SystemdCommand', () => {
  const text = (...args: string[]) =>
    SystemdCommand.of(['/bin/echo', ...args])
      .toString()
      .slice('/bin/echo '.length);

  it('leaves nothing of an argument to systemd: no blanks, quotes, variables, specifiers', () => {
    expect(text('a b')).toBe('"a b"');
    expect(text('')).toBe('""');
    expect(text(`it's "x"`)).toBe('"it\'s \\"x\\""');
    expect(text('$HOME', '${X}')).toBe('$$HOME $${X}');
    expect(text('100%', '%H')).toBe('100%% %%H');
    expect(text('a\\b')).toBe('"a\\\\b"');
    expect(text('a\nb\tc')).toBe('"a\\nb\\tc"');
    expect(text(';', '#x')).toBe('";" "#x"');
  });

  it('lets systemd expand where that is meant', () => {
    expect(SystemdCommand.of(['/bin/echo', '%H', '$HOME'], { expand: true }).toString()).toBe('/bin/echo %H $HOME');
  });

  it('has prefixes as options', () => {
    expect(SystemdCommand.of(['/bin/true'], { ignoreFailure: true, asRoot: true }).toString()).toBe('-+/bin/true');
  });

  it('is written one argument a line where it is long', () => {
    const long = SystemdCommand.of(['/usr/bin/etcd', `--a=${'x'.repeat(150)}`, 'b c']).toString();
    expect(long.split('\n')).toEqual(['/usr/bin/etcd \\', `  --a=${'x'.repeat(150)} \\`, '  "b c"']);
  });

  it('refuses programs that systemd cannot run, and bytes that no unit holds', () => {
    for (const program of ['./x', '-/bin/x', '@/bin/x', 'bin/x', '', '/bin/a b', '/bin/../x', '$X']) {
      expect(refusals(() => SystemdCommand.of([program]))).toEqual(['KV5661 args[0]']);
    }
    expect(refusals(() => SystemdCommand.of(['kubeadm']))).toEqual([]);
    expect(refusals(() => SystemdCommand.of(['/bin/x', 'a\u0000']))).toEqual(['KV5661 args[1]']);
    expect(refusals(() => SystemdCommand.of([]))).toEqual(['KV1205 args']);
  });
});

describe('SystemdDropIn', () => {
  it('changes a unit, and empties lists first where it is told', () => {
    const dropIn = new SystemdDropIn({
      of: 'crio.service',
      name: '10-data',
      service: { clear: ['ExecStart'], ExecStart: [TRUE] },
    });
    expect(dropIn).toMatchObject({
      of: 'crio.service',
      name: '10-data.conf',
      contents: '[Service]\nExecStart=\nExecStart=/usr/bin/true\n',
    });
  });

  it('says something', () => {
    expect(refusals(() => new SystemdDropIn({ of: 'crio.service', name: 'x' }))).toEqual(['KV1202 unit']);
    expect(refusals(() => new SystemdDropIn({ of: 'crio', name: 'X.conf', unit: {} }))).toEqual([
      'KV1206 of',
      'KV1206 name',
    ]);
  });
});
