import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { SudoRules } from 'kvorum/machine';
import type { SudoRule } from 'kvorum/machine';

import { must, run } from '../judges/run';
import { describeConformance, judge } from '../judges/shared';
import { configWith, textOf } from '../machine/machines';
import { Mulberry } from './mulberry';
import { newFolder, removeFolder } from '../support/folders';

// What may stand in an argument, each character of it.
const CHARACTERS = Array.from({ length: 0x5e }, (_, i) => String.fromCharCode(0x21 + i)).filter((c) => c !== '\\');
const SEED = Number(process.env.KVORUM_SEED ?? 20265);
const RULES = 400;

interface Sudoers {
  readonly User_Specs: readonly {
    readonly User_List: readonly { readonly username?: string; readonly usergroup?: string }[];
    readonly Cmnd_Specs: readonly {
      readonly runasusers: readonly { readonly username: string }[];
      readonly Options: readonly { readonly authenticate: boolean }[];
      readonly Commands: readonly { readonly command: string }[];
    }[];
  }[];
}

function textFor(rules: readonly SudoRule[]): string {
  return textOf(configWith([new SudoRules({ rules })]), '/etc/sudoers.d/sudo')!;
}

describeConformance('sudo rules, read by sudo itself', { judges: ['visudo'] }, () => {
  let folder: string;
  beforeAll(() => (folder = newFolder()));
  afterAll(() => removeFolder(folder));

  async function read(text: string): Promise<Sudoers> {
    const file = join(folder, 'sudoers');
    writeFileSync(file, text, { mode: 0o440 });
    await must(judge('visudo'), ['-c', '-s', '-f', file]);
    rmSync(file);
    const again = join(folder, 'again');
    writeFileSync(again, text);
    // Of the same package: what it understood, as JSON.
    const converter = join(dirname(judge('visudo')).replace(/sbin$/, 'bin'), 'cvtsudoers');
    return JSON.parse(await must(converter, ['-f', 'json', again])) as Sudoers;
  }

  it('each rule means what it says', async () => {
    const rules: SudoRule[] = [
      { user: 'ops', commands: 'ALL' },
      { group: 'wheel', commands: 'ALL', runAs: 'ALL', noPassword: true },
      {
        user: 'deploy',
        commands: [{ program: '/usr/bin/systemctl', args: ['restart', 'kubelet.service'] }],
        runAs: 'kube',
      },
      {
        user: 'deploy',
        commands: [{ program: '/usr/bin/true', args: [] }, { program: '/opt/tools/' }],
        noPassword: true,
      },
    ];
    const { User_Specs: specs } = await read(textFor(rules));
    const commands = specs.flatMap(({ Cmnd_Specs }) =>
      Cmnd_Specs.flatMap(({ Commands }) => Commands.map((c) => c.command)),
    );
    expect(commands).toEqual([
      'ALL',
      'ALL',
      '/usr/bin/systemctl restart kubelet.service',
      '/usr/bin/true ""',
      '/opt/tools/',
    ]);
    expect(specs.map(({ User_List: [who] }) => who)).toEqual([
      { username: 'ops' },
      { usergroup: 'wheel' },
      { username: 'deploy' },
      { username: 'deploy' },
    ]);
    const first = specs.map(({ Cmnd_Specs: [its] }) => its!);
    expect(first.map(({ runasusers: [as] }) => as!.username)).toEqual(['root', 'ALL', 'kube', 'root']);
    expect(first.map(({ Options: [option] }) => option!.authenticate)).toEqual([true, false, true, false]);
  });

  it(`arguments of all characters are read as they are meant (seed ${SEED})`, async () => {
    const random = new Mulberry(SEED);
    const argument = (): string => Array.from({ length: 1 + random.below(8) }, () => random.pick(CHARACTERS)).join('');
    const wanted = [...CHARACTERS.map((c) => `x${c}y`), ...Array.from({ length: RULES }, argument)].filter(
      (arg) => !arg.startsWith('^') && arg !== '""',
    );
    const rules = wanted.map((arg): SudoRule => ({ user: 'ops', commands: [{ program: '/usr/bin/x', args: [arg] }] }));
    const { User_Specs: specs } = await read(textFor(rules));
    const commands = specs.flatMap(({ Cmnd_Specs }) =>
      Cmnd_Specs.flatMap(({ Commands }) => Commands.map((c) => c.command)),
    );
    // Wildcards keep the backslash that takes their meaning away.
    expect(commands).toEqual(wanted.map((arg) => `/usr/bin/x ${arg.replace(/[*?[\]!]/g, '\\$&')}`));
  });

  it('visudo refuses what is no rule', async () => {
    const file = join(folder, 'bad');
    writeFileSync(file, 'ops ALL=(root) /usr/bin/x, \n');
    expect((await run(judge('visudo'), ['-c', '-s', '-f', file])).code).toBe(1);
  });
});
