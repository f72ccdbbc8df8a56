/** Compares a host that Ignition has written with its config, and lets systemd judge its units. */
import { existsSync, lstatSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { decodeDataUrl } from '../../lib/machine/syntax/data-url';
import type { IgnitionHost } from '../judges/ignition-host';
import { run } from '../judges/run';
import { judge } from '../judges/shared';

interface Resource {
  readonly source: string;
}

interface Owner {
  readonly id?: number;
  readonly name?: string;
}

interface Node {
  readonly path: string;
  readonly mode?: number;
  readonly user?: Owner;
  readonly group?: Owner;
}

/** An Ignition config, as far as it is looked at here. */
export interface HostConfig {
  readonly passwd?: {
    readonly users?: readonly {
      readonly name: string;
      readonly groups?: readonly string[];
      readonly sshAuthorizedKeys?: readonly string[];
      readonly homeDir?: string;
      readonly uid?: number;
    }[];
    readonly groups?: readonly { readonly name: string; readonly gid?: number }[];
  };
  readonly storage: {
    readonly files?: readonly (Node & { readonly contents?: Resource; readonly append?: readonly Resource[] })[];
    readonly directories?: readonly Node[];
    readonly links?: readonly (Node & { readonly target: string; readonly hard?: boolean })[];
  };
  readonly systemd: {
    readonly units: readonly {
      readonly name: string;
      readonly enabled?: boolean;
      readonly mask?: boolean;
      readonly contents?: string;
      readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
    }[];
  };
}

const MODES = 0o7777;
const TARGETS = [
  ...['sysinit', 'basic', 'shutdown', 'multi-user', 'network-online', 'local-fs', 'local-fs-pre', 'umount', 'swap'],
  ...['timers', 'paths', 'sockets', 'time-set', 'time-sync'],
];

/** Everything that the config of a host says is there: contents, modes, owners, users, groups, units. */
export function checkHost(config: HostConfig, host: IgnitionHost): void {
  if (!host.isWritten) {
    const lines = host.log.split('\n').filter((line) => line.startsWith('CRITICAL'));
    throw new Error(lines.join('\n'));
  }
  const at = (path: string): string => join(host.root, path);
  checkNodes(config, at);
  checkUsers(config, at);
  checkUnits(config, at);
}

function checkNodes({ storage }: HostConfig, at: (path: string) => string): void {
  const idOf = (file: string, { id, name }: Owner = {}): number => {
    if (name === undefined) return id ?? 0;
    const line = new RegExp(`^${name}:[^:]*:(\\d+):`, 'm').exec(readFileSync(at(file), 'utf8'));
    return Number(line?.[1]);
  };
  const expectNode = ({ path, mode, user, group }: Node, usual: number): void => {
    const { mode: real, uid, gid } = lstatSync(at(path));
    const owners = [idOf('etc/passwd', user), idOf('etc/group', group)];
    expect([path, real & MODES, uid, gid]).toEqual([path, mode ?? usual, ...owners]);
  };
  for (const file of storage.files ?? []) {
    const { path, contents, append = [] } = file;
    expectNode(file, 0o644);
    const added = Buffer.concat(append.map(bytesOf));
    const written = readFileSync(at(path));
    if (contents === undefined) expect(written.subarray(written.length - added.length)).toEqual(added);
    else expect(written).toEqual(Buffer.concat([bytesOf(contents), added]));
  }
  for (const directory of storage.directories ?? []) {
    expectNode(directory, 0o755);
    expect(statSync(at(directory.path)).isDirectory()).toBe(true);
  }
  for (const { path, target, hard } of storage.links ?? []) {
    if (hard === true) expect(statSync(at(path)).ino).toBe(statSync(at(target)).ino);
    else expect(readlinkSync(at(path))).toBe(target);
  }
}

function checkUsers({ passwd = {} }: HostConfig, at: (path: string) => string): void {
  const groupFile = readFileSync(at('etc/group'), 'utf8');
  for (const { name, gid } of passwd.groups ?? []) {
    expect(groupFile).toMatch(new RegExp(`^${name}:[^:]*:${gid ?? '\\d+'}:`, 'm'));
  }
  for (const { name, groups = [], sshAuthorizedKeys = [], uid, homeDir = `/home/${name}` } of passwd.users ?? []) {
    const user = new RegExp(`^${name}:[^:]*:${uid ?? '\\d+'}:.*:${homeDir}:`, 'm');
    expect(readFileSync(at('etc/passwd'), 'utf8')).toMatch(user);
    for (const group of groups) expect(groupFile).toMatch(new RegExp(`^${group}:.*[:,]${name}(,|$)`, 'm'));
    if (sshAuthorizedKeys.length === 0) continue;
    const keys = readFileSync(at(`${homeDir}/.ssh/authorized_keys.d/ignition`), 'utf8');
    for (const key of sshAuthorizedKeys) expect(keys).toContain(key);
  }
}

function checkUnits({ systemd }: HostConfig, at: (path: string) => string): void {
  const presets = at('etc/systemd/system-preset/20-ignition.preset');
  const enabled = existsSync(presets) ? readFileSync(presets, 'utf8') : '';
  for (const unit of systemd.units) {
    const file = at(`etc/systemd/system/${unit.name}`);
    if (unit.contents !== undefined) expect(readFileSync(file, 'utf8')).toBe(unit.contents);
    if (unit.mask === true) expect(readlinkSync(file)).toBe('/dev/null');
    for (const { name, contents } of unit.dropins ?? []) {
      expect(readFileSync(`${file}.d/${name}`, 'utf8')).toBe(contents);
    }
    if (unit.enabled === true) expect(enabled).toContain(`enable ${unit.name}\n`);
  }
}

/**
 * Lets systemd judge the units of a host; then whether it would have said something.
 *
 * @param ofImage Units of the image that those of the config refer to.
 */
export async function verifyUnits(config: HostConfig, host: IgnitionHost, ofImage: readonly string[]): Promise<void> {
  const own = config.systemd.units.filter(({ contents }) => contents !== undefined);
  expect(own.length).toBeGreaterThan(0);
  const texts = config.systemd.units.flatMap(({ contents = '', dropins = [] }) => {
    return [contents, ...dropins.map((dropIn) => dropIn.contents)];
  });
  host.addProgram('/usr/bin/true');
  for (const text of texts) {
    for (const [, program] of text.matchAll(/^Exec\w+=[-+!@:]*(\/\S+)/gm)) host.addProgram(program!);
  }
  for (const name of [...ofImage, ...TARGETS.map((target) => `${target}.target`)]) host.addUnit(name);
  const changed = config.systemd.units.filter(({ dropins = [] }) => dropins.length > 0);
  const names = [...new Set([...own, ...changed].map(({ name }) => name))];
  const verify = async (): Promise<readonly [number | null, string]> => {
    const words = ['verify', '--man=no', `--root=${host.root}`, ...names];
    const { code, stdout, stderr } = await run(judge('systemd-analyze'), words);
    return [code, `${stdout}${stderr}`];
  };
  expect(await verify()).toEqual([0, '']);
  const file = join(host.root, 'etc/systemd/system', own[0]!.name);
  writeFileSync(file, `${readFileSync(file, 'utf8')}Forgotten=yes\n`);
  expect((await verify())[1]).toContain('Forgotten');
}

function bytesOf(resource: Resource): Buffer {
  return decodeDataUrl(resource.source).bytes;
}
