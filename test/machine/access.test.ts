import { SecretValue } from 'kvorum';
import { LoginUser, MachineOs, SudoRules } from 'kvorum/machine';
import type { SudoRule } from 'kvorum/machine';

import { KEY, OTHER_KEY, codesFound, configWith, fileOf, machineWith, textOf } from './machines';
import { errorsOf, refusals } from '../support/errors';

describe('LoginUser', () => {
  it('is a user with keys, a hash and groups', () => {
    const hash = SecretValue.fromEnv('HASH');
    const user = new LoginUser({
      ...{ name: 'core', passwordHash: hash, sshAuthorizedKeys: [KEY, OTHER_KEY], groups: ['adm'] },
      ...{ uid: 1000, gecos: 'Core', homeDir: '/var/home/core', shell: '/bin/bash', primaryGroup: 'users' },
      ...{ noUserGroup: true, noCreateHome: true },
    });
    expect(user.name).toBe('user-core');
    expect(configWith([user]).passwd?.users).toEqual([
      {
        ...{ name: 'core', password_hash: '<secret:env:HASH>', ssh_authorized_keys: [KEY, OTHER_KEY], groups: ['adm'] },
        ...{ uid: 1000, gecos: 'Core', home_dir: '/var/home/core', shell: '/bin/bash', primary_group: 'users' },
        ...{ no_user_group: true, no_create_home: true },
      },
    ]);
  });

  it('becomes an administrator by the group that the system has for that', () => {
    const admin = new LoginUser({ name: 'ops', sshAuthorizedKeys: [KEY], admin: true });
    const groupsOn = (os: MachineOs) => configWith([admin], { os }).passwd?.users?.[0]?.groups;
    expect(groupsOn(MachineOs.altContainer())).toEqual(['wheel']);
    expect(groupsOn(MachineOs.flatcar({ release: '3815.2.0' }))).toEqual(['sudo']);
  });

  it('has a password only as a hash that is a secret', () => {
    expect(refusals(() => new LoginUser({ name: 'a', passwordHash: '$6$x' as never }))).toEqual([
      'KV1203 passwordHash',
    ]);
  });

  it('can be removed, and then is nothing else', () => {
    expect(refusals(() => new LoginUser({ name: 'a', shouldExist: false }))).toEqual([]);
    expect(refusals(() => new LoginUser({ name: 'a', shouldExist: false, uid: 5 }))).toEqual(['KV1206 shouldExist']);
  });

  it('refuses names and texts that would break passwd', () => {
    expect(refusals(() => new LoginUser({ name: 'Root:0' }))).toEqual(['KV1206 name']);
    for (const gecos of ['x:y', 'x\ny', 'x\u0000', '\ud800']) {
      expect(refusals(() => new LoginUser({ name: 'a', gecos }))).toEqual(['KV1206 gecos']);
    }
    expect(refusals(() => new LoginUser({ name: 'a', gecos: 'Ада Лавлейс, 😀' }))).toEqual([]);
    expect(refusals(() => new LoginUser({ name: 'a', shell: 'bash' }))).toEqual(['KV1206 shell']);
  });
});

describe('public keys', () => {
  const withKey = (key: string) => errorsOf(() => new LoginUser({ name: 'a', sshAuthorizedKeys: [key] }));
  const blob = (...fields: (string | Buffer)[]) =>
    Buffer.concat(
      fields.map((field) => {
        const data = Buffer.from(field as string, 'latin1');
        const length = Buffer.alloc(4);
        length.writeUInt32BE(data.length);
        return Buffer.concat([length, data]);
      }),
    ).toString('base64');
  const rsa = (bits: number) =>
    `ssh-rsa ${blob('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0, 128]), Buffer.alloc(bits / 8 - 1)]))}`;

  it('are taken as they stand in .pub files', () => {
    for (const key of [KEY, KEY.split(' ').slice(0, 2).join(' '), rsa(2048), rsa(4096)])
      expect(withKey(key)).toEqual([]);
  });

  it.each([
    ['ssh-rsa ...', 'the key is not base64 text'],
    ['', 'the text has 0 characters'],
    ['AAAAC3NzaC1lZDI1NTE5AAAA', 'does not start with a known key type'],
    [KEY.slice(0, 60), 'the key is cut off'],
    [KEY.replace('ssh-ed25519', 'ssh-rsa'), 'has another type'],
    [KEY.replace('ssh-ed25519', 'ssh-dss'), 'does not start with a known key type'],
    [`${KEY}\n${OTHER_KEY}`, 'more than one line'],
    [rsa(1024), 'the RSA key has 1024 bits'],
  ])('are refused otherwise: %j', (key, message) => {
    const [error] = withKey(key);
    expect(error?.message).toContain(message);
  });

  it('are not the private half, which is not shown', () => {
    const [error] = withKey('-----BEGIN OPENSSH PRIVATE KEY-----\nsecretsecret');
    expect(error?.message).toContain('the text is a private key');
    expect(error?.message).not.toContain('secretsecret');
  });
});

describe('SudoRules', () => {
  const FILE = '/etc/sudoers.d/sudo';
  const rule = (rules: Partial<SudoRule>) => textOf(configWith([make(rules)]), FILE);
  const make = (props: Partial<SudoRule>) => new SudoRules({ rules: [{ user: 'ops', commands: 'ALL', ...props }] });

  it('are a file with mode 0440, which sudo insists on', () => {
    expect(fileOf(configWith([make({})]), FILE)).toEqual({
      path: FILE,
      overwrite: true,
      contents: { inline: 'ops ALL=(root) PASSWD: ALL\n' },
      mode: 0o440,
    });
  });

  it('name users, groups, commands and as whom', () => {
    const commands = [{ program: '/usr/bin/kubeadm', args: ['token', 'create'] }, { program: '/usr/bin/crictl' }];
    expect(rule({ commands, noPassword: true, runAs: 'etcd' })).toBe(
      'ops ALL=(etcd) NOPASSWD: /usr/bin/kubeadm token create, /usr/bin/crictl\n',
    );
    const none = new SudoRules({ rules: [{ group: 'adm', commands: [{ program: '/usr/bin/id', args: [] }] }] });
    expect(textOf(configWith([none]), FILE)).toBe('%adm ALL=(root) PASSWD: /usr/bin/id ""\n');
  });

  it('leave nothing of an argument to sudo', () => {
    const commands = [{ program: '/bin/x', args: ['a,b:c=d', '*', '!', '#1', `it's`, '"x"', '$HOME'] }];
    expect(rule({ commands })).toBe('ops ALL=(root) PASSWD: /bin/x a\\,b\\:c\\=d \\* \\! \\#1 it\'s "x" $HOME\n');
  });

  it('are refused where sudo would refuse all of its files', () => {
    const codes = (props: object) => refusals(() => make(props));
    expect(codes({ user: 'ops ALL' })).toEqual(['KV1206 rules[0].user']);
    expect(codes({ group: 'adm' })).toEqual(['KV5767 rules[0].user']);
    expect(codes({ user: undefined })).toEqual(['KV5767 rules[0].user']);
    expect(codes({ commands: [{ program: 'kubeadm' }] })).toEqual(['KV5767 rules[0].commands[0].program']);
    expect(codes({ commands: [{ program: '/bin/a,/bin/b' }] })).toEqual(['KV5767 rules[0].commands[0].program']);
    for (const arg of ['a\nb', 'a b', 'a\\b', '^a$', '""', 'й']) {
      const commands = [{ program: '/bin/x', args: [arg] }];
      expect(codes({ commands })).toEqual(['KV5767 rules[0].commands[0].args[0]']);
    }
    expect(codes({ commands: [{ program: '/opt/bin/', args: ['x'] }] })).toEqual(['KV5767 rules[0].commands[0].args']);
    expect(codes({ commands: [{ program: '/opt/bin/' }] })).toEqual([]);
  });

  it('warn where everything is allowed without a password', () => {
    expect(codesFound(machineWith([make({ noPassword: true })]))).toEqual(['KV5764']);
    expect(codesFound(machineWith([make({})]))).toEqual([]);
    expect(codesFound(machineWith([make({ noPassword: true, commands: [{ program: '/bin/x' }] })]))).toEqual([]);
  });
});
