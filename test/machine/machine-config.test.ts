import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterApp, FileContent, SecretValue } from 'kvorum';
import { OutputFiles } from 'kvorum/app';
import { collectFindings } from 'kvorum/core';
import {
  Butane,
  HostsEntries,
  Hostname,
  LoginUser,
  MachineConfig,
  MachineOs,
  RemoteContent,
  SystemdCommand,
  SystemdDropIn,
  SystemdUnit,
} from 'kvorum/machine';
import type { IMachine, IMachinePart, MachineConfigProps } from 'kvorum/machine';

import { KEY, codesFound, fileOf, filesOf, machineWith, textOf, unitOf } from './machines';
import { errorsOf, refusals } from '../support/errors';
import { newFolder, removeFolder } from '../support/folders';

/** A part that does one thing. */
function part(name: string, bind: (machine: IMachine) => void): IMachinePart {
  return { name, bind };
}

const file = (name: string, contents: string, path = '/etc/motd') =>
  part(name, (machine) => machine.addFile({ path, contents }));

describe('MachineConfig', () => {
  it('writes a Butane and an Ignition config into the folder of its host', () => {
    const app = ClusterApp.forTesting();
    new MachineConfig(new Construct(app, 'prod'), 'master01', {
      os: MachineOs.altContainer(),
      parts: [new Hostname()],
    });
    const paths = app.render().map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['prod/hosts/master01/master01.bu', 'prod/hosts/master01/master01.ign']),
    );
  });

  it('takes another host name and folder', () => {
    const machine = machineWith([new Hostname()], { host: 'm1.lab.example.org', folder: 'lab/m1' });
    expect(Object.keys(filesOf(machine))).toContain('lab/m1/m1.lab.example.org.bu');
    expect(textOf(machine.toButane(), '/etc/hostname')).toBe('m1.lab.example.org\n');
  });

  it('writes Butane for people: keys in the order of its documentation, modes in octal', () => {
    const machine = machineWith();
    machine.addUser({ name: 'core', sshAuthorizedKeys: [KEY] });
    machine.addFile({ mode: 0o600, contents: 'hello\n', path: '/etc/motd', user: 'core', group: 0 });
    expect(filesOf(machine)['hosts/master01/master01.bu']).toBe(
      [
        '# master01: ALT Container OS, fcos 1.3.0. Written by kvorum: change the program.',
        'variant: fcos',
        'version: 1.3.0',
        'storage:',
        '  files:',
        '    - path: /etc/motd',
        '      contents:',
        '        inline: |',
        '          hello',
        '      mode: 0600',
        '      user:',
        '        name: core',
        '      group:',
        '        id: 0',
        'passwd:',
        '  users:',
        '    - name: core',
        '      ssh_authorized_keys:',
        `        - ${KEY}`,
        '',
      ].join('\n'),
    );
  });

  it('gives the same bytes for the same program', () => {
    const make = () => filesOf(machineWith([new Hostname(), file('motd', 'hello\n')]));
    expect(make()).toEqual(make());
  });

  it('refuses props that cannot be', () => {
    const make = (props: object, id = 'master01') =>
      refusals(() => new MachineConfig(ClusterApp.forTesting(), id, props as MachineConfigProps));
    expect(make({})).toEqual(['KV1202 os']);
    expect(make({ os: 'fcos' })).toEqual(['KV1203 os']);
    expect(make({ os: MachineOs.altContainer(), form: 'tall', platform: 'azure' })).toEqual([
      'KV1204 form',
      'KV1204 platform',
    ]);
    expect(make({ os: MachineOs.altContainer() }, 'Master_01')).toEqual(['KV1206 id']);
    expect(make({ os: MachineOs.altContainer(), host: 'a'.repeat(65) })).toEqual(['KV1205 host']);
  });

  describe('files', () => {
    it('hold text, bytes, or what the machine fetches', () => {
      const machine = machineWith();
      const sha512 = createHash('sha512').update('x').digest('hex');
      machine.addFile({ path: '/opt/text', contents: 'тест\n' });
      machine.addFile({ path: '/opt/bytes', contents: FileContent.bytes(Uint8Array.of(0, 255)) });
      machine.addFile({ path: '/opt/remote', contents: RemoteContent.of({ url: 'https://example.org/x', sha512 }) });
      machine.addFile({ path: '/opt/late', contents: FileContent.lazy(() => 'late\n') });
      const config = machine.toButane();
      expect(textOf(config, '/opt/text')).toBe('тест\n');
      expect(fileOf(config, '/opt/bytes')?.contents).toEqual({ source: 'data:;base64,AP8=' });
      expect(fileOf(config, '/opt/remote')?.contents).toEqual({
        source: 'https://example.org/x',
        verification: { hash: `sha512-${sha512}` },
      });
      expect(textOf(config, '/opt/late')).toBe('late\n');
    });

    it('are refused with paths, modes and owners that cannot be', () => {
      const add = (props: object) => refusals(() => machineWith().addFile(props as { path: string }));
      expect(add({})).toEqual(['KV1202 path']);
      for (const path of ['etc/x', '/etc//x', '/etc/../x', '/etc/./x', '/etc/x/', '/a\nb', '']) {
        expect(add({ path })).toEqual(['KV1206 path']);
      }
      expect(add({ path: '/x', mode: 0o10000 })).toEqual(['KV1205 mode']);
      expect(add({ path: '/x', user: 'Root', contents: 3 })).toEqual(['KV1206 user', 'KV1203 contents']);
      expect(add({ path: '/x', overwrite: true, append: ['y'] })).toEqual(['KV1202 contents']);
      expect(add({ path: '/x', contents: '\ud800' })).toEqual(['KV1403 contents']);
      expect(add({ path: '/x', content: 'y' })).toEqual(['KV1201 content']);
    });

    it('are not fetched from where Ignition does not fetch', () => {
      const of = (url: string) => refusals(() => RemoteContent.of({ url, sha512: '0'.repeat(128) }));
      expect(of('s3://bucket/key')).toEqual([]);
      for (const url of ['ftp://example.org/x', '/etc/x', 'https://example.org/a b', 'data:,x']) {
        expect(of(url)).toEqual(['KV5645 url']);
      }
      expect(refusals(() => RemoteContent.of({ url: 'https://example.org/x', sha512: 'abc' }))).toEqual([
        'KV1206 sha512',
      ]);
    });
  });

  describe('directories and links', () => {
    it('can make the directories above, with the same owner: those that Ignition makes by itself are root’s', () => {
      const machine = machineWith();
      machine.addDirectory({ path: '/home/core/.config/app', ensureParents: '/home/core', user: 'core', mode: 0o700 });
      const user = { name: 'core' };
      expect(machine.toButane().storage?.directories).toEqual([
        { path: '/home/core/.config', user, mode: 0o700 },
        { path: '/home/core/.config/app', user, mode: 0o700 },
      ]);
    });

    it('refuse a parent that is none', () => {
      const add = (ensureParents: string) =>
        refusals(() => machineWith().addDirectory({ path: '/home/core/x', ensureParents }));
      expect(add('/home/other')).toEqual(['KV1206 ensureParents']);
      expect(add('/home/core/x')).toEqual(['KV1206 ensureParents']);
      expect(add('/')).toEqual([]);
    });

    it('point where they are told', () => {
      const machine = machineWith();
      machine.addLink({ path: '/etc/localtime', target: '../usr/share/zoneinfo/Europe/Moscow', overwrite: true });
      expect(machine.toButane().storage?.links).toEqual([
        { path: '/etc/localtime', target: '../usr/share/zoneinfo/Europe/Moscow', overwrite: true },
      ]);
    });
  });

  describe('parts that do not go together', () => {
    it('are one error that names both: a path', () => {
      const [error, ...more] = errorsOf(() => machineWith([file('welcome', 'a'), file('warning', 'b')]));
      expect(more).toEqual([]);
      expect(error?.code).toBe('KV5621');
      expect(error?.path).toBe('master01');
      expect(error?.property).toBe('path /etc/motd');
      expect(error?.message).toContain('the path /etc/motd is described differently by the parts welcome and warning');
      expect(error?.given).toBe('they differ in contents');
    });

    it('are one error that names the machine, where it adds something by itself', () => {
      const machine = machineWith([file('welcome', 'a')]);
      const [error] = errorsOf(() => machine.addLink({ path: '/etc/motd', target: '/run/motd' }));
      expect(error?.message).toContain('by the parts welcome and master01');
    });

    it('are taken when they say the same', () => {
      expect(textOf(machineWith([file('a', 'x'), file('b', 'x')]).toButane(), '/etc/motd')).toBe('x');
    });

    it('a path that is a file here and a folder there', () => {
      const below = file('inner', 'x', '/etc/motd/inner');
      for (const parts of [
        [file('outer', 'x'), below],
        [below, file('outer', 'x')],
      ]) {
        const [error] = errorsOf(() => machineWith(parts));
        expect(error?.code).toBe('KV5628');
        expect(error?.message).toContain(
          '/etc/motd/inner of the part inner is below the file /etc/motd of the part outer',
        );
      }
      const both = part('both', (machine) => {
        machine.addFile({ path: '/a/b', contents: '' });
        machine.addFile({ path: '/a', contents: '' });
      });
      expect(refusals(() => machineWith([both]))).toEqual(['KV5628 path /a/b']);
      expect(refusals(() => machineWith([file('a', '', '/a/b'), file('b', '', '/a/bc')]))).toEqual([]);
    });

    it('a unit', () => {
      const unit = (name: string, program: string) =>
        part(name, (machine) =>
          machine.addUnit(
            new SystemdUnit({ name: 'x.service', service: { ExecStart: [SystemdCommand.of([program])] } }),
          ),
        );
      const [error] = errorsOf(() => machineWith([unit('a', '/bin/a'), unit('b', '/bin/b')]));
      expect(error?.code).toBe('KV5622');
      expect(error?.message).toContain('the unit x.service is described differently by the parts a and b');
    });

    it('a user', () => {
      const user = (name: string, uid: number) =>
        new LoginUser({ name: 'core', part: name, uid, sshAuthorizedKeys: [KEY] });
      expect(refusals(() => machineWith([user('a', 1000), user('b', 1001)]))).toEqual(['KV5623 user core']);
      expect(refusals(() => machineWith([user('a', 1000), user('b', 1000)]))).toEqual([]);
    });

    it('a name of the hosts file', () => {
      const hosts = (name: string, address: string) =>
        new HostsEntries({ name, entries: [{ address, names: ['api'] }] });
      const [error] = errorsOf(() => machineWith([hosts('a', '10.0.0.1'), hosts('b', '10.0.0.2')]));
      expect(error?.code).toBe('KV5625');
      expect(error?.message).toContain('the host name api is described differently by the parts a and b');
    });

    it('leave no trace', () => {
      const machine = machineWith([file('welcome', 'a')]);
      const before = machine.toButane();
      const twoFiles = part('two', (m) => {
        m.addFile({ path: '/etc/issue', contents: 'x' });
        m.addFile({ path: '/etc/motd', contents: 'b' });
      });
      expect(refusals(() => machine.add(twoFiles))).toEqual(['KV5621 path /etc/motd']);
      expect(machine.toButane()).toEqual(before);
    });

    it('leave no machine behind, when they are given to its constructor', () => {
      const app = ClusterApp.forTesting();
      const parts = [file('welcome', 'a'), file('warning', 'b')];
      expect(refusals(() => new MachineConfig(app, 'm', { os: MachineOs.altContainer(), parts }))).toHaveLength(1);
      expect(app.node.children).toEqual([]);
    });

    it('or have one name, or are no parts', () => {
      expect(refusals(() => machineWith([file('a', 'x'), file('a', 'x')]))).toEqual(['KV5626 part.name']);
      for (const wrong of [null, {}, { name: 'x' }, { name: 'X y', bind: () => undefined }, 'x']) {
        expect(refusals(() => machineWith([wrong as IMachinePart]))).toEqual(['KV5627 part']);
      }
    });
  });

  describe('parts that add up', () => {
    it('keys and groups of one user', () => {
      const machine = machineWith([
        new LoginUser({ name: 'core', sshAuthorizedKeys: [KEY], groups: ['adm'] }),
        part('logs', (m) => m.addUser({ name: 'core', groups: ['adm', 'systemd-journal'] })),
      ]);
      expect(machine.toButane().passwd?.users).toEqual([
        { name: 'core', ssh_authorized_keys: [KEY], groups: ['adm', 'systemd-journal'] },
      ]);
    });

    it('drop-ins of one unit, and whether it is enabled', () => {
      const dropIn = (name: string) =>
        part(name, (m) => m.addDropIn(new SystemdDropIn({ of: 'crio.service', name, unit: { Wants: ['a.service'] } })));
      const enabled = part('crio', (m) => m.addUnit(new SystemdUnit({ name: 'crio.service', enabled: true })));
      expect(unitOf(machineWith([dropIn('10-a'), enabled, dropIn('20-b')]).toButane(), 'crio.service')).toEqual({
        name: 'crio.service',
        enabled: true,
        dropins: [
          { name: '10-a.conf', contents: '[Unit]\nWants=a.service\n' },
          { name: '20-b.conf', contents: '[Unit]\nWants=a.service\n' },
        ],
      });
    });

    it('text at the end of one file', () => {
      const appends = (name: string) => part(name, (m) => m.addFile({ path: '/etc/motd', append: [`${name}\n`] }));
      expect(fileOf(machineWith([appends('a'), file('motd', 'x'), appends('b')]).toButane(), '/etc/motd')).toEqual({
        path: '/etc/motd',
        contents: { inline: 'x' },
        append: [{ inline: 'a\n' }, { inline: 'b\n' }],
      });
    });

    it('a directory that two parts need', () => {
      const directory = (name: string, mode?: number) =>
        part(name, (m) => m.addDirectory({ path: '/srv', mode: mode! }));
      expect(machineWith([directory('a'), directory('b', 0o700)]).toButane().storage?.directories).toEqual([
        { path: '/srv', mode: 0o700 },
      ]);
      expect(refusals(() => machineWith([directory('a', 0o755), directory('b', 0o700)]))).toEqual(['KV5621 path /srv']);
    });
  });

  describe('addButane', () => {
    it('takes what the other methods have no words for', () => {
      const machine = machineWith();
      machine.addButane({
        storage: { raid: [{ name: 'data', level: 'raid1', devices: ['/dev/disk/by-id/a', '/dev/disk/by-id/b'] }] },
        ignition: { timeouts: { http_total: 30 } },
      });
      expect(machine.toButane()).toMatchObject({
        storage: { raid: [{ name: 'data', level: 'raid1' }] },
        ignition: { timeouts: { http_total: 30 } },
      });
    });

    it('leaves what stands in an item to the transpiler', () => {
      const machine = machineWith();
      machine.addButane({ storage: { files: [{ path: '/x', contents: 5 as never, append: {} as never }] } });
      const { errors } = collectFindings(machine.node.root);
      expect(errors.map((e) => e.property)).toEqual(['$.storage.files.0.contents', '$.storage.files.0.append']);
    });

    it('refuses sections and lists that Butane does not have, and items without their key', () => {
      const add = (config: object) => refusals(() => machineWith().addButane(config));
      expect(add({ store: {} })).toEqual(['KV1201 store']);
      expect(add({ storage: { file: [] } })).toEqual(['KV1201 storage.file']);
      expect(add({ storage: { files: [{ paht: '/x' }] } })).toEqual(['KV1203 storage.files[0].path']);
      expect(add({ passwd: [] })).toEqual(['KV1203 passwd']);
      expect(refusals(() => machineWith().addButane('x' as never))).toEqual(['KV1203 config']);
    });
  });

  describe('secrets', () => {
    const hash = SecretValue.fromEnv('CORE_HASH');

    it('make both files secret, and stay placeholders in tests', () => {
      const machine = machineWith([new LoginUser({ name: 'core', passwordHash: hash, sshAuthorizedKeys: [KEY] })]);
      machine.addFile({ path: '/etc/token', contents: SecretValue.fromEnv('TOKEN'), mode: 0o600 });
      const rendered = (machine.node.root as ClusterApp).render().filter(({ path }) => path.startsWith('hosts/'));
      expect(rendered.map(({ path, mode }) => [path, mode])).toEqual([
        ['hosts/master01/master01.bu', 0o600],
        ['hosts/master01/master01.ign', 0o600],
      ]);
      for (const { text } of rendered) {
        expect(String(text)).toContain('<secret:env:CORE_HASH>');
        expect(String(text)).toContain('<secret:env:TOKEN>');
      }
    });

    it('leave other files readable', () => {
      const machine = machineWith([new Hostname()]);
      const rendered = (machine.node.root as ClusterApp).render().filter(({ path }) => path.startsWith('hosts/'));
      expect(rendered.map(({ mode }) => mode)).toEqual([0o644, 0o644]);
    });

    it('are told apart, also where both stand in the program', () => {
      const machine = machineWith();
      machine.addFile({ path: '/a', contents: SecretValue.unsafePlainText('first') });
      const second = { path: '/a', contents: SecretValue.unsafePlainText('second') };
      expect(refusals(() => machine.addFile(second))).toEqual(['KV5621 path /a']);
    });

    it('are written as they are, for the owner only', () => {
      const outdir = newFolder();
      process.env.KVORUM_TEST_HASH = '$6$salt$hash';
      try {
        const app = new ClusterApp({ outdir: join(outdir, 'dist'), kvorumOutdir: join(outdir, 'files') });
        const user = new LoginUser({
          name: 'admin',
          passwordHash: SecretValue.fromEnv('KVORUM_TEST_HASH'),
          sshAuthorizedKeys: [KEY],
        });
        const machine = new MachineConfig(app, 'm', { os: MachineOs.altContainer(), parts: [user] });
        machine.addFile({ path: '/etc/token', contents: SecretValue.unsafePlainText('100% "secret"\n') });
        app.synth();
        const at = (name: string) => join(outdir, 'files/hosts/m', name);
        for (const name of ['m.bu', 'm.ign']) expect(statSync(at(name)).mode & 0o777).toBe(0o600);
        const config = JSON.parse(readFileSync(at('m.ign'), 'utf8'));
        expect(config.passwd?.users?.[0]?.passwordHash).toBe('$6$salt$hash');
        expect(config.storage?.files?.[0]?.contents?.source).toBe('data:,100%25%20%22secret%22%0A');
        expect(Butane.transpile(readFileSync(at('m.bu')), { compress: 'never' }).json).toBe(
          readFileSync(at('m.ign'), 'utf8'),
        );
      } finally {
        delete process.env.KVORUM_TEST_HASH;
        removeFolder(outdir);
      }
    });

    it('are no password in clear', () => {
      const hashed = new LoginUser({ name: 'core', passwordHash: SecretValue.unsafePlainText('hunter2') });
      const app = new ClusterApp({ outdir: '/nonexistent' });
      new MachineConfig(app, 'm', { os: MachineOs.altContainer(), parts: [hashed] });
      const codes = errorsOf(() => app.synth()).map((e) => e.code);
      expect(codes).toContain('KV1103');
    });

    it('are refused in an app that cannot keep them', () => {
      const app = new App();
      new MachineConfig(app, 'm', { os: MachineOs.altContainer() }).addFile({ path: '/a', contents: hash });
      const codes = errorsOf(() => OutputFiles.write(app, '/nonexistent')).map((e) => e.code);
      expect(codes).toEqual(['KV1104', 'KV1104']);
    });
  });
});

describe('what is only known at the end', () => {
  it('a user that cannot log in', () => {
    expect(codesFound(machineWith([new LoginUser({ name: 'admin' })]))).toEqual(['KV5765']);
    expect(codesFound(machineWith([new LoginUser({ name: 'etcd', system: true })]))).toEqual([]);
    expect(codesFound(machineWith([new LoginUser({ name: 'admin', sshAuthorizedKeys: [KEY] })]))).toEqual([]);
  });

  it('a user that is root by way of dockerd', () => {
    const user = (groups: readonly string[]) => new LoginUser({ name: 'admin', sshAuthorizedKeys: [KEY], groups });
    expect(codesFound(machineWith([user(['docker'])]))).toEqual(['KV5763']);
    expect(codesFound(machineWith([user(['wheel'])]))).toEqual([]);
  });

  it('an owner that no part makes', () => {
    const owned = part('owned', (m) => m.addFile({ path: '/srv/x', contents: '', user: 'etcd' }));
    expect(codesFound(machineWith([owned]))).toEqual(['KV5766']);
    expect(codesFound(machineWith([owned, new LoginUser({ name: 'etcd', system: true })]))).toEqual([]);
  });

  it('a name of a device that may change', () => {
    const disk = (device: string) =>
      part('disk', (m) => m.addButane({ storage: { disks: [{ device, wipe_table: true }] } }));
    expect(codesFound(machineWith([disk('/dev/sdb')]))).toEqual(['KV5701']);
    expect(codesFound(machineWith([disk('/dev/disk/by-id/virtio-data')]))).toEqual([]);
  });
});

describe('what the transpiler says', () => {
  it('is said of the part that the program knows', () => {
    const wrong = part('wrong', (m) => m.addButane({ storage: { files: [{ path: '/srv/x', mode: -1 }] } }));
    const machine = machineWith([new Hostname(), wrong]);
    const [error, ...more] = collectFindings(machine.node.root).errors;
    expect(more).toEqual([]);
    expect(error?.code).toMatch(/^KV5[0-5]/);
    expect(error?.message).toContain('/srv/x of the part wrong: illegal file mode');
    expect(error?.property).toBe('$.storage.files.1.mode');
  });

  it('is said once of a layer, and not of what merges it', () => {
    const wrong = part('wrong', (m) => m.addButane({ storage: { files: [{ path: '/srv/x', mode: -1 }] } }));
    const { errors } = collectFindings(machineWith([new Hostname(), wrong], { form: 'layered' }).node.root);
    expect(errors.map((e) => e.property)).toEqual(['$.storage.files.0.mode']);
  });

  it('is a warning where it is one: a mode without the zero in front', () => {
    const decimal = part('decimal', (m) => m.addFile({ path: '/srv/x', contents: '', mode: 644 }));
    const { errors, warnings } = collectFindings(machineWith([decimal]).node.root);
    expect(errors).toEqual([]);
    const messages = warnings.map(({ details }) => details.message);
    expect(messages.every((message) => message.startsWith('/srv/x of the part decimal: '))).toBe(true);
    expect(messages).toContainEqual(expect.stringContaining('leading zero'));
  });
});

describe('an error of a value that a part makes', () => {
  it('is said of the machine', () => {
    const unit = part('unit', (m) => m.addUnit(new SystemdUnit({ name: 'x', enabled: true })));
    const [error] = errorsOf(() => machineWith([unit]));
    expect(error?.code).toBe('KV1206');
    expect(error?.path).toBe('master01');
  });
});
