import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { ClusterApp } from 'kvorum';

import { program } from '../../examples/machine-config/main';
import { IgnitionHost } from '../judges/ignition-host';
import { describeConformance } from '../judges/shared';
import type { HostConfig } from './host-checks';
import { checkHost, verifyUnits } from './host-checks';
import { newFolder, removeFolder } from '../support/folders';
import { stderrOf } from '../support/stderr';

// Units of the image that those of the example refer to.
const IMAGE_UNITS = ['crio.service', 'docker.service', 'kubelet.service', 'systemd-timesyncd.service'];
const GROUPS = ['wheel', 'docker'];

describeConformance(
  'the hosts of the example, written by Ignition',
  { judges: ['ignition-2.14', 'systemd-analyze'] },
  () => {
    let folder: string;
    const configs = new Map<string, string>();
    beforeAll(() => {
      folder = newFolder();
      process.env.ALTCOS_PASSWORD_HASH =
        '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/';
      stderrOf(() => {
        const app = new ClusterApp({ outdir: join(folder, 'dist'), kvorumOutdir: join(folder, 'kvorum.out') });
        const machines = program(app);
        app.synth();
        for (const { host } of machines) {
          const file = join(folder, 'kvorum.out/lab/hosts', host, `${host}.ign`);
          configs.set(host, readFileSync(file, 'utf8'));
          // It holds the hash of a password.
          expect(statSync(file).mode & 0o7777).toBe(0o600);
        }
      });
    });
    afterAll(() => {
      removeFolder(folder);
      delete process.env.ALTCOS_PASSWORD_HASH;
    });

    it.each(['master01', 'master02', 'master03', 'worker01', 'worker02', 'worker03'])(
      '%s has every file, user and unit of its config, and its units are good',
      async (name) => {
        const text = configs.get(name)!;
        const config = JSON.parse(text) as HostConfig;
        const host = await IgnitionHost.write(text, GROUPS);
        try {
          checkHost(config, host);
          await verifyUnits(config, host, IMAGE_UNITS);
        } finally {
          host.remove();
        }
      },
      60_000,
    );
  },
);
