import { createHash } from 'node:crypto';

import { ClusterApp, SecretValue } from 'kvorum';
import { collectFindings } from 'kvorum/core';
import { Hostname, HostsEntries, MachineConfig, MachineOs } from 'kvorum/machine';
import type { FcosVersion, IMachinePart, MachineConfigProps, MachinePlatform } from 'kvorum/machine';

import { butaneText } from '../../lib/machine/config/butane-text';
import { codesFound, filesOf, machineWith } from './machines';
import { errorsOf, refusals } from '../support/errors';

const motd: IMachinePart = { name: 'motd', bind: (m) => m.addFile({ path: '/etc/motd', contents: 'hello\n' }) };
const silent: IMachinePart = { name: 'silent', bind: () => undefined };

const large = (bytes: number): IMachinePart => ({
  name: 'large',
  bind: (m) => m.addFile({ path: '/opt/large', contents: 'x'.repeat(bytes) }),
});

describe('a layered config', () => {
  const layered = () => {
    const machine = machineWith([new Hostname(), silent, motd], { form: 'layered' });
    machine.addFile({ path: '/etc/issue', contents: 'own\n' });
    return machine;
  };

  it('has a file for each part, and one that merges them in order', () => {
    const files = filesOf(layered());
    expect(
      Object.keys(files)
        .filter((path) => path.startsWith('hosts/'))
        .sort(),
    ).toEqual([
      'hosts/master01/hostname.bu',
      'hosts/master01/hostname.ign',
      'hosts/master01/master01.bu',
      'hosts/master01/master01.ign',
      'hosts/master01/motd.bu',
      'hosts/master01/motd.ign',
    ]);
    expect(files['hosts/master01/master01.bu']).toContain(
      [
        'ignition:',
        '  config:',
        '    merge:',
        '      - local: hostname.ign',
        '      - local: motd.ign',
        'storage:',
        '  files:',
        '    - path: /etc/issue',
      ].join('\n'),
    );
    expect(files['hosts/master01/motd.bu']).toContain('path: /etc/motd');
    expect(files['hosts/master01/motd.bu']).not.toContain('/etc/issue');
  });

  it('embeds the layers as they are written', () => {
    const machine = layered();
    const files = filesOf(machine);
    expect(machine.toButane().ignition?.config?.merge).toEqual([
      { inline: files['hosts/master01/hostname.ign'] },
      { inline: files['hosts/master01/motd.ign'] },
    ]);
  });

  it('keeps the hosts file of all parts in one place', () => {
    const hosts = (name: string, address: string) => new HostsEntries({ name, entries: [{ address, names: [name] }] });
    const files = filesOf(machineWith([hosts('a', '10.0.0.1'), hosts('b', '10.0.0.2')], { form: 'layered' }));
    expect(Object.keys(files).filter((path) => path.endsWith('.ign'))).toEqual(['hosts/master01/master01.ign']);
    expect(files['hosts/master01/master01.bu']).toContain('          10.0.0.1 a\n          10.0.0.2 b\n');
  });

  it('leaves what a part says of Ignition itself', () => {
    const machine = machineWith([motd], { form: 'layered' });
    machine.addButane({
      ignition: { timeouts: { http_total: 5 }, config: { merge: [{ source: 'https://example.org/x' }] } },
    });
    const { timeouts, config } = machine.toButane().ignition ?? {};
    expect(timeouts).toEqual({ http_total: 5 });
    expect(config?.merge?.map(({ source, inline }) => source ?? typeof inline)).toEqual([
      'string',
      'https://example.org/x',
    ]);
  });

  it('is no way around parts that contradict each other', () => {
    const clash: IMachinePart = { name: 'x', bind: (m) => m.addFile({ path: '/etc/motd', contents: 'no' }) };
    expect(refusals(() => machineWith([motd, clash], { form: 'layered' }))).toEqual(['KV5621 path /etc/motd']);
  });
});

describe('the size of a config', () => {
  it.each<[MachinePlatform, number, string]>([
    ['aws', 16384, 'KV5641'],
    ['gcp', 262144, 'KV5641'],
    ['yandex', 262144, 'KV5641'],
    ['openstack', 65535, 'KV5641'],
    ['qemu', 1024 ** 2, 'KV5642'],
  ])('of %s is at most %d bytes', (platform, bytes, code) => {
    expect(codesFound(machineWith([large(bytes)], { platform }))).toEqual([code]);
    expect(codesFound(machineWith([large(bytes / 2)], { platform }))).toEqual([]);
  });

  it('counts base64 where the platform does', () => {
    expect(codesFound(machineWith([large(50000)], { platform: 'openstack' }))).toEqual(['KV5641']);
  });

  it('is no matter elsewhere', () => {
    for (const platform of ['metal', 'vmware', undefined] as const) {
      expect(codesFound(machineWith([large(2 ** 21)], platform === undefined ? {} : { platform }))).toEqual([]);
    }
  });

  it('counts the value of a secret, not its placeholder', () => {
    const app = new ClusterApp({ outdir: '/nonexistent' });
    const machine = new MachineConfig(app, 'm', { os: MachineOs.altContainer(), platform: 'aws' });
    machine.addFile({ path: '/opt/large', contents: SecretValue.unsafePlainText('x'.repeat(20000)) });
    const errors = errorsOf(() => app.synth()).filter((e) => e.path.startsWith('m/'));
    expect(errors.map((e) => e.code)).toEqual(['KV1103']);
    expect(errors[0]?.allowed).toBe('at most 16384 bytes of config; `pointer` passes on larger configs');
  });
});

describe('a pointer', () => {
  const pointer = 'https://config.example.org/master01.ign';
  const props: Partial<MachineConfigProps> = { platform: 'aws', pointer };

  it('is a small config that names where the other one lies, and its hash', () => {
    const files = filesOf(machineWith([large(20000)], props));
    const text = files['hosts/master01/master01.pointer.bu'];
    expect(text).toMatch(
      /ignition:\n {2}config:\n {4}replace:\n {6}source: https:\/\/config\.example\.org\/master01\.ign\n {6}verification:\n {8}hash: sha512-[0-9a-f]{128}\n$/,
    );
  });

  it('is the way out of a limit', () => {
    expect(codesFound(machineWith([large(20000)], props))).toEqual([]);
  });

  it('has the hash of what is written', () => {
    const files = filesOf(machineWith([motd], props));
    const hash = createHash('sha512').update(files['hosts/master01/master01.ign']!).digest('hex');
    expect(files['hosts/master01/master01.pointer.bu']).toContain(`hash: sha512-${hash}`);
  });

  it('is refused where the specification of the machine does not fetch from, and is no empty file', () => {
    const found = (pointer: string, butane: FcosVersion) =>
      codesFound(machineWith([motd], { pointer, os: MachineOs.altContainer({ butane }) }));
    expect(found('gs://bucket/key', '1.1.0')).toEqual(['KV5312']);
    expect(found('gs://bucket/key', '1.2.0')).toEqual([]);
    expect(found('https://example.org/%zz', '1.3.0')).toHaveLength(1);
    const { errors } = collectFindings(machineWith([], { pointer: 'arn:x' }).node.root);
    expect(errors.map((e) => e.property)).toEqual(['pointer']);
  });

  it('is refused where Ignition does not fetch from', () => {
    expect(refusals(() => machineWith([], { pointer: 'master01.ign' }))).toEqual(['KV5645 pointer']);
  });
});

describe('the Butane text', () => {
  const text = (inline: string, mode = 0o644) =>
    butaneText(
      { variant: 'fcos', version: '1.3.0', storage: { files: [{ path: '/x', contents: { inline }, mode }] } },
      'x',
    );

  it('has modes in octal, with the zero in front that makes them so', () => {
    expect(text('', 0o644)).toContain('mode: 0644\n');
    expect(text('', 0o7)).toContain('mode: 0007\n');
    expect(text('', 0o1777)).toContain('mode: 01777\n');
  });

  it('leaves alone what only looks like a mode', () => {
    expect(text('mode: 420\nmark-mode-0644\n')).toContain(
      '          mode: 420\n          mark-mode-0644\n      mode: 0644',
    );
  });

  it('quotes what a reader would take for something else', () => {
    expect(text('0644')).toContain('inline: "0644"');
    expect(text('yes')).toContain('inline: "yes"');
    expect(text('a: b')).toContain('inline: "a: b"');
  });

  it('quotes a text that YAML cannot hold as it is, and leaves the rest as it is', () => {
    for (const [odd, quoted] of [
      ['\u0085', '"\\u0085"'],
      ['\u001b[1m\u007f "Привет 😀"\n', '"\\u001b[1m\\u007f \\"Привет 😀\\"\\n"'],
      ['\tfirst\nsecond', '"\\tfirst\\nsecond"'],
      ['mode: 0o644\n', '"mode: 0o644\\n"'],
      ['\ufeff', '"\\ufeff"'],
    ] as const) {
      expect(text(odd)).toContain(`\n        inline: ${quoted}\n      mode: 0644\n`);
    }
    expect(text('mark-text-0 mark-mode-0644')).toContain('inline: mark-text-0 mark-mode-0644\n');
    expect(text('first\n\tsecond\n')).toContain('inline: |\n          first\n          \tsecond\n');
  });
});
