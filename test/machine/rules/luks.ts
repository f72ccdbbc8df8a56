import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error } from './rule-case';

const luks = (fields: string): string => `storage: {luks: [{name: a, device: /dev/a, ${fields}}]}`;
const LUKS = '$.storage.luks.0';
const inSpec = (config: string, path: string, versions: Versions): RuleCase => ({ config, path, versions });

/** Encrypted volumes. */
export const VOLUMES: readonly RuleSpec[] = [
  error(
    'KV5249',
    [
      { config: luks('clevis: »{tpm2: true}'), path: `${LUKS}.clevis`, variant: 'flatcar' },
      { config: luks('clevis: »{threshold: 0}'), path: `${LUKS}.clevis`, variant: 'flatcar' },
    ],
    [
      { config: luks('clevis: {}'), variant: 'flatcar' },
      { config: luks('key_file: {inline: a}'), variant: 'flatcar' },
      luks('clevis: {tpm2: true}'),
    ],
  ),
  error(
    'KV5364',
    [inSpec('storage: {luks: [{name: »a/b, device: /dev/a}]}', `${LUKS}.name`, [2, 7])],
    ['storage: {luks: [{name: a-b, device: /dev/a}]}'],
  ),
  error(
    'KV5365',
    [inSpec(luks(`label: »${'x'.repeat(48)}`), `${LUKS}.label`, [2, 7])],
    [luks(`label: ${'x'.repeat(47)}`)],
  ),
  error(
    'KV5366',
    [inSpec(luks('key_file: {source: "ftp://a"}').replace('{name', '»{name'), `${LUKS}.keys`, [2, 7])],
    [luks('key_file: {source: "https://a"}'), luks('key_file: {inline: a}')],
  ),
  error(
    'KV5367',
    [
      ...['tpm2: true', 'threshold: 1', 'tang: [{url: "http://a", thumbprint: b}]'].map((other) =>
        inSpec(luks(`clevis: »{custom: {pin: sss, config: "{}"}, ${other}}`), `${LUKS}.clevis`, [2, 7]),
      ),
      inSpec(luks('clevis: »{custom: {}, tpm2: true}'), `${LUKS}.clevis`, [2, 3]),
    ],
    [luks('clevis: {custom: {pin: sss, config: "{}"}, tpm2: false}'), luks('clevis: {custom: {}, tpm2: true}')],
  ),
  error(
    'KV5368',
    [
      inSpec(luks('clevis: {custom: »{config: "{}"}}'), `${LUKS}.clevis.custom.pin`, [4, 7]),
      inSpec(luks('clevis: {custom: {pin: »"", config: "{}"}}'), `${LUKS}.clevis.custom.pin`, [4, 7]),
    ],
    [luks('clevis: {custom: {}}'), luks('clevis: {custom: {pin: tang, config: "{}"}}')],
  ),
  error(
    'KV5369',
    [
      inSpec(luks('clevis: {custom: {pin: »fido2, config: "{}"}}'), `${LUKS}.clevis.custom.pin`, [2, 6]),
      inSpec(luks('clevis: {custom: »{config: "{}"}}'), `${LUKS}.clevis.custom.pin`, [2, 3]),
    ],
    [
      luks('clevis: {custom: {pin: fido2, config: "{}"}}'),
      ...['tpm2', 'tang', 'sss'].map((pin) => ({
        config: luks(`clevis: {custom: {pin: ${pin}, config: "{}"}}`),
        version: 3,
      })),
    ],
  ),
  error(
    'KV5370',
    [inSpec(luks('clevis: {custom: »{pin: tang}}'), `${LUKS}.clevis.custom.config`, [2, 7])],
    [luks('clevis: {custom: {pin: tang, config: "{}"}}'), luks('clevis: {custom: {}}')],
  ),
  error(
    'KV5371',
    [
      inSpec(luks('clevis: {tang: [»{url: "http://a"}]}'), `${LUKS}.clevis.tang.0.thumbprint`, [2, 7]),
      inSpec(
        // Upstream leads it to no place of the source.
        'WHOLE»variant: fcos\nversion: VERSION\nboot_device: {luks: {tang: [{url: "http://a", thumbprint: b}, {url: "http://c"}]}}',
        '$.storage.luks.0.clevis.tang.1.thumbprint',
        [3, 7],
      ),
    ],
    [luks('clevis: {tang: [{url: "http://a", thumbprint: b}]}')],
  ),
  error(
    'KV5372',
    [
      inSpec(
        luks('clevis: {tang: [{url: "http://a", thumbprint: b, advertisement: »"{"}]}'),
        `${LUKS}.clevis.tang.0.advertisement`,
        [5, 7],
      ),
    ],
    [luks('clevis: {tang: [{url: "http://a", thumbprint: b, advertisement: "{}"}]}')],
  ),
  error(
    'KV5373',
    [inSpec(luks('cex: »{enabled: true}, clevis: {tpm2: true}'), `${LUKS}.cex`, [6, 7])],
    [luks('cex: {enabled: false}, clevis: {tpm2: true}'), luks('cex: {enabled: true}, clevis: {}')],
  ),
  error(
    'KV5374',
    [inSpec(luks('cex: »{enabled: true}, key_file: {inline: a}'), `${LUKS}.cex`, [6, 7])],
    [luks('cex: {enabled: true}'), luks('cex: {enabled: false}, key_file: {inline: a}')],
  ),
];
