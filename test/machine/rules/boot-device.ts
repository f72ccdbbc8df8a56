import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const boot = (fields: string): string => `boot_device: ${fields}`;
const fires = (config: string, path: string, versions: Versions, times = 1): RuleCase => ({
  config: boot(config),
  path: `$.boot_device.${path}`,
  versions,
  times,
});
const MIRROR = 'mirror: {devices: [/dev/a, /dev/b]}';

/** The disk that the host boots from, and who may change how it boots. */
export const BOOT_DEVICE: readonly RuleSpec[] = [
  error(
    'KV5230',
    [fires('{mirror: »{devices: [/dev/a, /dev/b]}}', 'mirror', [7, 7])],
    [boot(`{layout: x86_64, ${MIRROR}}`), boot('{mirror: {devices: []}}')],
  ),
  warning(
    'KV5231',
    [fires('{mirror: »{devices: [/dev/a, /dev/b]}}', 'mirror', [3, 6])],
    [{ config: boot(`{layout: x86_64, ${MIRROR}}`), version: 6 }],
  ),
  error(
    'KV5232',
    [fires('{layout: x86_64, mirror: {devices: »[/dev/a]}}', 'mirror.devices', [3, 7], 2)],
    [boot(`{layout: x86_64, ${MIRROR}}`), boot('{layout: x86_64, mirror: {devices: []}}')],
  ),
  error(
    'KV5233',
    [fires('{layout: »mips}', 'layout', [3, 5]), fires('{layout: »s390x-virt}', 'layout', [3, 5])],
    ['aarch64', 'ppc64le', 'x86_64'].map((layout) => ({ config: boot(`{layout: ${layout}}`), version: 5 })),
  ),
  error(
    'KV5234',
    [fires('{layout: »mips}', 'layout', [6, 7]), fires('{layout: »toString}', 'layout', [6, 7])],
    ['aarch64', 'ppc64le', 'x86_64', 's390x-virt'].map((layout) => boot(`{layout: ${layout}}`)),
  ),
  error(
    'KV5235',
    [fires(`{layout: »s390x-virt, ${MIRROR}}`, 'layout', [6, 7])],
    [boot('{layout: s390x-virt}'), boot(`{layout: aarch64, ${MIRROR}}`)],
  ),
  error(
    'KV5236',
    [
      fires('{layout: »s390x-eckd}', 'layout', [6, 7]),
      fires('{layout: »s390x-zfcp, luks: {tpm2: true}}', 'layout', [6, 7]),
    ],
    [boot('{layout: s390x-eckd, luks: {device: /dev/dasda, tpm2: true}}'), boot('{layout: s390x-virt}')],
  ),
  error(
    'KV5237',
    [
      fires('{layout: »s390x-eckd, luks: {device: /dev/sda, tpm2: true}}', 'layout', [6, 7]),
      fires('{layout: »s390x-eckd, luks: {device: /dev/dasdaa, tpm2: true}}', 'layout', [6, 7]),
      fires('{layout: »s390x-zfcp, luks: {device: /dev/dasda, tpm2: true}}', 'layout', [6, 7]),
    ],
    [
      boot('{layout: s390x-eckd, luks: {device: /x/dev/dasda, tpm2: true}}'),
      boot('{layout: s390x-zfcp, luks: {device: /dev/sda, tpm2: true}}'),
    ],
  ),
  error(
    'KV5238',
    [
      fires('{luks: {cex: »{enabled: true}}}', 'luks.cex', [6, 7]),
      fires('{layout: »x86_64, luks: {cex: {enabled: true}}}', 'layout', [6, 7]),
    ],
    [
      boot('{layout: s390x-virt, luks: {cex: {enabled: true}}}'),
      boot('{layout: x86_64, luks: {cex: {enabled: false}}}'),
    ],
  ),
  error(
    'KV5239',
    [
      fires('{layout: s390x-virt, luks: »{cex: {enabled: true}, tpm2: true}}', 'luks', [6, 7]),
      fires(
        '{layout: s390x-virt, luks: »{cex: {enabled: true}, tang: [{url: "http://a", thumbprint: b}]}}',
        'luks',
        [6, 7],
      ),
    ],
    [boot('{layout: s390x-virt, luks: {cex: {enabled: true}}}'), boot('{layout: s390x-virt, luks: {tpm2: true}}')],
  ),
  error(
    'KV5240',
    [fires('{layout: s390x-eckd, luks: »{device: /dev/dasda}}', 'luks.luks', [7, 7])],
    [
      boot('{layout: s390x-eckd, luks: {device: /dev/dasda, tpm2: true}}'),
      boot('{layout: s390x-eckd, luks: {device: /dev/dasda, cex: {enabled: true}}}'),
      boot('{layout: x86_64, luks: {discard: true}}'),
    ],
  ),
  error(
    'KV5241',
    [
      { config: 'grub: {users: [»{password_hash: a}]}', path: '$.grub.users.0.name', versions: [5, 7] },
      { config: 'grub: {users: [{name: »"", password_hash: a}]}', path: '$.grub.users.0.name', versions: [5, 7] },
    ],
    ['grub: {users: [{name: root, password_hash: a}]}'],
  ),
  error(
    'KV5242',
    [
      { config: 'grub: {users: [»{name: root}]}', path: '$.grub.users.0.password_hash', versions: [5, 7] },
      {
        config: 'grub: {users: [{name: root, password_hash: »""}]}',
        path: '$.grub.users.0.password_hash',
        versions: [5, 7],
      },
    ],
    ['grub: {users: [{name: root, password_hash: a}]}'],
  ),
];
