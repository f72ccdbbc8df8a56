/** Ignition's real `files` stage, which makes a host of a folder. */
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { run } from './run';
import { judge } from './shared';
import { newFolder, removeFolder } from '../support/folders';

const TOOLS = ['usr', 'bin', 'lib', 'lib64', 'sbin'];
const ACCOUNTS = ['passwd', 'group', 'shadow', 'gshadow', 'login.defs'];

// The tools of this machine lie in the folder only within the namespace, which ends with its program.
const SCRIPT = `
set -eu
root=$1 ignition=$2 config=$3 cache=$4
export PATH="$5:$PATH"
for tool in ${TOOLS.join(' ')}; do mount --rbind "/$tool" "$root/$tool"; done
export IGNITION_CONFIG_FILE="$config"
for stage in fetch files; do
  "$ignition" -platform file -root "$root" -log-to-stdout -config-cache "$cache" -stage "$stage"
done
`;

/** A folder that Ignition has written. */
export class IgnitionHost {
  private constructor(
    private readonly folder: string,
    /** What Ignition said. */
    public readonly log: string,
    /** Whether it wrote everything. */
    public readonly isWritten: boolean,
  ) {}

  /** The root of the host. */
  public get root(): string {
    return join(this.folder, 'root');
  }

  /**
   * Lets Ignition write a host.
   *
   * @param config The text of an Ignition config.
   * @param groups Groups that the image of the host has.
   */
  public static async write(config: string, groups: readonly string[] = []): Promise<IgnitionHost> {
    const folder = newFolder();
    // Keys are written as the user that they belong to, who has to get there.
    chmodSync(folder, 0o755);
    const root = join(folder, 'root');
    for (const tool of TOOLS) mkdirSync(join(root, tool), { recursive: true });
    mkdirSync(join(root, 'etc/selinux'), { recursive: true });
    for (const name of ACCOUNTS) cpSync(join('/etc', name), join(root, 'etc', name));
    const own = readFileSync(join(root, 'etc/group'), 'utf8');
    const missing = groups.filter((name) => !`\n${own}`.includes(`\n${name}:`));
    writeFileSync(join(root, 'etc/group'), own + missing.map((name, i) => `${name}:x:${900 + i}:\n`).join(''));
    writeFileSync(join(root, 'etc/selinux/config'), 'SELINUX=disabled\nSELINUXTYPE=targeted\n');
    // The last step labels the files for SELinux, which is not what is looked at here.
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'setfiles'), '#!/bin/sh\ncat > /dev/null\n', { mode: 0o755 });
    const file = join(folder, 'host.ign');
    writeFileSync(file, config, { mode: 0o600 });
    const words = [root, judge('ignition-2.14'), file, join(folder, 'cache.json'), programs];
    const { code, stdout, stderr } = await run('unshare', ['-m', 'sh', '-c', SCRIPT, 'sh', ...words]);
    return new IgnitionHost(folder, `${stdout}${stderr}`, code === 0);
  }

  /** Puts an empty program where a unit expects one. */
  public addProgram(path: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
  }

  /** Puts an empty unit where others expect one of the image. */
  public addUnit(name: string): void {
    const file = join(this.root, 'usr/lib/systemd/system', name);
    mkdirSync(dirname(file), { recursive: true });
    const isService = name.endsWith('.service');
    writeFileSync(
      file,
      isService ? '[Service]\nType=oneshot\nExecStart=/usr/bin/true\n' : '[Unit]\nDescription=of the image\n',
    );
  }

  /** Removes the folder. */
  public remove(): void {
    removeFolder(this.folder);
  }
}
