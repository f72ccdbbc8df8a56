/** Machines with everything: their Butane text by the real butane, their configs by Ignition's own programs. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ClusterApp } from 'kvorum';
import { MachineOs } from 'kvorum/machine';

import { ButaneJudge } from '../judges/butane';
import { IgnitionHost } from '../judges/ignition-host';
import { run } from '../judges/run';
import type { Judge } from '../judges/shared';
import { describeConformance, judge } from '../judges/shared';
import type { HostConfig } from './host-checks';
import { checkHost, verifyUnits } from './host-checks';
import type { HostMore } from './host-machines';
import { BYTES, everything, IMAGE_UNITS, kernelArguments, swapDisk, TEXTS } from './host-machines';
import { newFolder, removeFolder } from '../support/folders';
import { stderrOf } from '../support/stderr';

interface Case extends Omit<HostMore, 'host'> {
  /** Default: the name of the case. */
  readonly host?: string;
  readonly os: MachineOs;
  /** The oldest release of Ignition that reads its specification, among those that are there. */
  readonly validate: Judge;
  /** Whether the `files` stage that is there reads it. */
  readonly isWritten: boolean;
}

const of = (os: MachineOs, validate: Judge, more: Partial<Case> = {}): Case => ({
  ...{ os, validate, form: 'flat', format: 'xfs', specific: [swapDisk], isWritten: true },
  ...more,
});
const withArguments = { specific: [swapDisk, kernelArguments] };

const CASES: Readonly<Record<string, Case>> = {
  'alt-oldest': of(MachineOs.altContainer({ butane: '1.0.0' }), 'ignition-validate-2.14', { format: 'btrfs' }),
  'alt-docker': of(MachineOs.altContainer({ images: 'docker' }), 'ignition-validate-2.14'),
  fcos: of(MachineOs.fedoraCoreOs({ ignition: '2.14.0' }), 'ignition-validate-2.14', withArguments),
  'fcos-layered': of(MachineOs.fedoraCoreOs({ ignition: '2.14.0' }), 'ignition-validate-2.14', {
    ...withArguments,
    form: 'layered',
    host: 'fcos',
  }),
  flatcar: of(MachineOs.flatcar({ release: '3815.2.0' }), 'ignition-validate-2.14', {
    ...withArguments,
    format: 'ext4',
  }),
  'fcos-newer': of(MachineOs.fedoraCoreOs({ butane: '1.6.0' }), 'ignition-validate-2.24', {
    ...withArguments,
    isWritten: false,
  }),
  'fcos-newest': of(MachineOs.fedoraCoreOs({ butane: '1.7.0' }), 'ignition-validate-2.26', { isWritten: false }),
  'flatcar-newest': of(MachineOs.flatcar({ butane: '1.1.0' }), 'ignition-validate-2.24', { isWritten: false }),
};
const WRITTEN = Object.keys(CASES).filter((host) => CASES[host]!.isWritten);

describeConformance(
  'machines with everything',
  {
    judges: [
      ...(['butane-judge', 'ignition-2.14', 'systemd-analyze'] as const),
      ...(['ignition-validate-2.14', 'ignition-validate-2.24', 'ignition-validate-2.26'] as const),
    ],
  },
  () => {
    let folder: string;
    let butane: ButaneJudge;
    const hostOf = (id: string): string => CASES[id]!.host ?? id;
    const at = (host: string, name = ''): string => join(folder, 'kvorum.out/hosts', host, name);
    const read = (host: string, name: string): string => readFileSync(at(host, name), 'utf8');
    beforeAll(() => {
      butane = new ButaneJudge();
      folder = newFolder();
      stderrOf(() => {
        const app = new ClusterApp({ outdir: join(folder, 'dist'), kvorumOutdir: join(folder, 'kvorum.out') });
        for (const [host, { os, ...more }] of Object.entries(CASES)) {
          everything(app, host, os, { ...more, host: more.host ?? host });
        }
        app.synth();
      });
    });
    afterAll(async () => {
      await butane.stop();
      removeFolder(folder);
    });

    it.each(Object.keys(CASES))('%s: butane makes of each Butane text the Ignition config beside it', async (host) => {
      const names = readdirSync(at(host)).filter((name) => name.endsWith('.bu'));
      // The layers name each other by their files.
      const questions = names.map((name) => ({ input: read(host, name), noCompress: true, filesDir: at(host) }));
      const verdicts = await butane.translate(questions);
      names.forEach((name, i) => {
        const { error, entries, json } = verdicts[i]!;
        expect([name, error, entries]).toEqual([name, '', []]);
        expect(`${json}\n`).toBe(read(host, name.replace(/bu$/, 'ign')));
      });
      expect(names.length > 1).toBe(CASES[host]!.form === 'layered');
    });

    it.each(Object.keys(CASES))('%s: Ignition accepts each config, without a warning', async (host) => {
      for (const name of readdirSync(at(host)).filter((file) => file.endsWith('.ign'))) {
        const { code, stdout, stderr } = await run(judge(CASES[host]!.validate), [at(host, name)]);
        expect([name, code, stdout, stderr]).toEqual([name, 0, '', '']);
      }
    });

    it.each(WRITTEN)(
      '%s: Ignition writes what the config says, and systemd takes the units',
      async (host) => {
        const written = await IgnitionHost.write(read(host, `${hostOf(host)}.ign`), ['wheel', 'sudo']);
        try {
          // A layered machine is the same as the one in one config.
          const config = JSON.parse(read(hostOf(host), `${hostOf(host)}.ign`)) as HostConfig;
          checkHost(config, written);
          for (const [path, text] of Object.entries(TEXTS)) {
            expect(readFileSync(join(written.root, path), 'utf8')).toBe(text);
          }
          expect(readFileSync(join(written.root, 'opt/bytes'))).toEqual(Buffer.from(BYTES));
          await verifyUnits(config, written, IMAGE_UNITS);
        } finally {
          written.remove();
        }
      },
      60_000,
    );

    it('a unit that goes on into the next line would have been seen', async () => {
      const text = read('fcos', 'fcos.ign');
      const config = JSON.parse(text) as HostConfig;
      const written = await IgnitionHost.write(text, ['wheel', 'sudo']);
      try {
        const file = join(written.root, 'etc/systemd/system/job.path');
        writeFileSync(file, readFileSync(file, 'utf8').replace('[Install]', 'DirectoryNotEmpty=x\\\n[Install]'));
        await expect(verifyUnits(config, written, IMAGE_UNITS)).rejects.toThrow('job.path');
      } finally {
        written.remove();
      }
    });
  },
);
