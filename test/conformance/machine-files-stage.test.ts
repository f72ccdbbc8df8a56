import { mkdtempSync, existsSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ClusterApp } from 'kvorum';

import { program } from '../../examples/machine-config/main';
import { decodeDataUrl } from '../../lib/machine/syntax/data-url';
import { IgnitionHost } from '../judges/ignition-host';
import { run } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';

interface Resource {
  readonly source: string;
}

interface Config {
  readonly passwd?: {
    readonly users?: readonly {
      readonly name: string;
      readonly groups?: string[];
      readonly sshAuthorizedKeys?: string[];
    }[];
  };
  readonly storage: {
    readonly files?: readonly {
      readonly path: string;
      readonly mode?: number;
      readonly contents?: Resource;
      readonly append?: readonly Resource[];
      readonly user?: { readonly id?: number };
    }[];
    readonly directories?: readonly { readonly path: string; readonly mode?: number }[];
    readonly links?: readonly { readonly path: string; readonly target: string }[];
  };
  readonly systemd: {
    readonly units: readonly {
      readonly name: string;
      readonly enabled?: boolean;
      readonly contents?: string;
      readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
    }[];
  };
}

const MODES = 0o7777;
// Units of the image that those of the example refer to, and what systemd itself always has.
const IMAGE_UNITS = ['crio.service', 'docker.service', 'kubelet.service', 'systemd-timesyncd.service'];
const GROUPS = ['wheel', 'docker'];

const textOf = (resource: Resource): string => decodeDataUrl(resource.source).bytes.toString('utf8');

describeConformance(
  'the hosts of the example, written by Ignition',
  { judges: ['ignition-2.14', 'systemd-analyze'] },
  () => {
    let folder: string;
    const configs = new Map<string, string>();
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'kvorum-hosts-'));
      process.env.ALTCOS_PASSWORD_HASH =
        '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/';
      const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      try {
        const app = new ClusterApp({ outdir: join(folder, 'dist'), kvorumOutdir: join(folder, 'kvorum.out') });
        const machines = program(app);
        app.synth();
        for (const { host } of machines) {
          const file = join(folder, 'kvorum.out/lab/hosts', host, `${host}.ign`);
          configs.set(host, readFileSync(file, 'utf8'));
          // It holds the hash of a password.
          expect(statSync(file).mode & MODES).toBe(0o600);
        }
      } finally {
        printed.mockRestore();
      }
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
      delete process.env.ALTCOS_PASSWORD_HASH;
    });

    it.each(['master01', 'master02', 'master03', 'worker01', 'worker02', 'worker03'])(
      '%s has every file, user and unit of its config, and its units are good',
      async (name) => {
        const text = configs.get(name)!;
        const config = JSON.parse(text) as Config;
        const host = await IgnitionHost.write(text, GROUPS);
        try {
          if (!host.isWritten)
            throw new Error(
              host.log
                .split('\n')
                .filter((line) => line.startsWith('CRITICAL'))
                .join('\n'),
            );
          const at = (path: string): string => join(host.root, path);
          for (const { path, mode = 0o644, contents, append = [], user } of config.storage.files ?? []) {
            const stats = statSync(at(path));
            expect([path, stats.mode & MODES, stats.uid]).toEqual([path, mode, user?.id ?? 0]);
            const added = append.map(textOf).join('');
            const written = readFileSync(at(path), 'utf8');
            if (contents === undefined) expect(written.endsWith(added)).toBe(true);
            else expect(written).toBe(textOf(contents) + added);
          }
          for (const { path, mode = 0o755 } of config.storage.directories ?? []) {
            expect([path, statSync(at(path)).mode & MODES]).toEqual([path, mode]);
          }
          for (const { path, target } of config.storage.links ?? []) expect(readlinkSync(at(path))).toBe(target);
          checkUsers(config, at);
          checkUnits(config, at);
          await verifyUnits(config, host);
        } finally {
          host.remove();
        }
      },
      60_000,
    );

    function checkUsers(config: Config, at: (path: string) => string): void {
      for (const { name, groups = [], sshAuthorizedKeys = [] } of config.passwd?.users ?? []) {
        expect(readFileSync(at('etc/passwd'), 'utf8')).toMatch(new RegExp(`^${name}:`, 'm'));
        for (const group of groups) {
          expect(readFileSync(at('etc/group'), 'utf8')).toMatch(new RegExp(`^${group}:.*[:,]${name}(,|$)`, 'm'));
        }
        const keys = readFileSync(at(`home/${name}/.ssh/authorized_keys.d/ignition`), 'utf8');
        for (const key of sshAuthorizedKeys) expect(keys).toContain(key);
      }
    }

    function checkUnits(config: Config, at: (path: string) => string): void {
      const presets = at('etc/systemd/system-preset/20-ignition.preset');
      const enabled = existsSync(presets) ? readFileSync(presets, 'utf8') : '';
      for (const unit of config.systemd.units) {
        if (unit.contents !== undefined) {
          expect(readFileSync(at(`etc/systemd/system/${unit.name}`), 'utf8')).toBe(unit.contents);
        }
        for (const { name, contents } of unit.dropins ?? []) {
          expect(readFileSync(at(`etc/systemd/system/${unit.name}.d/${name}`), 'utf8')).toBe(contents);
        }
        if (unit.enabled === true) expect(enabled).toContain(`enable ${unit.name}\n`);
      }
    }

    async function verifyUnits(config: Config, host: IgnitionHost): Promise<void> {
      const own = config.systemd.units.filter(({ contents }) => contents !== undefined);
      expect(own.length).toBeGreaterThan(0);
      for (const { contents } of own) {
        for (const [, program] of contents!.matchAll(/^Exec\w+=[-+!@:]*(\/\S+)/gm)) host.addProgram(program!);
      }
      for (const name of IMAGE_UNITS) host.addUnit(name);
      for (const name of [
        'sysinit',
        'basic',
        'shutdown',
        'multi-user',
        'network-online',
        'local-fs',
        'local-fs-pre',
        'umount',
        'swap',
      ]) {
        host.addUnit(`${name}.target`);
      }
      const verify = async (): Promise<readonly [number | null, string]> => {
        const words = ['verify', '--man=no', `--root=${host.root}`, ...own.map(({ name }) => name)];
        const { code, stdout, stderr } = await run(judge('systemd-analyze'), words);
        return [code, `${stdout}${stderr}`];
      };
      expect(await verify()).toEqual([0, '']);
      const file = join(host.root, 'etc/systemd/system', own[0]!.name);
      writeFileSync(file, `${readFileSync(file, 'utf8')}Forgotten=yes\n`);
      expect((await verify())[1]).toContain('Forgotten');
    }
  },
);
