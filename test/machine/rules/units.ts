import type { RuleCase, RuleSpec, Versions } from './rule-case';
import { error, warning } from './rule-case';

const unit = (fields: string): string => `systemd: {units: [{${fields}}]}`;
const UNIT = '$.systemd.units.0';
const INSTALL = '"[Install]\\nWantedBy=multi-user.target\\n"';
const contents = (text: string, message: string): RuleCase => ({
  config: unit(`name: a.service, contents: »"${text}"`),
  path: `${UNIT}.contents`,
  message: `invalid unit content: ${message}`,
});
const inVersions = (config: string, path: string, versions: Versions): RuleCase => ({ config, path, versions });

/** Units and their drop-ins. */
export const UNITS: readonly RuleSpec[] = [
  error(
    'KV5221',
    [
      inVersions(
        unit('name: a.service, contents: "[Unit]", contents_local: »a.service'),
        `${UNIT}.contents_local`,
        [5, 7],
      ),
      inVersions(
        unit('name: a.service, dropins: [{name: a.conf, contents: "[Unit]", contents_local: »a.service}]'),
        `${UNIT}.dropins.0.contents_local`,
        [5, 7],
      ),
    ],
    [unit('name: a.service, contents_local: a.service'), unit('name: a.service, contents: "[Unit]"')],
  ),
  error(
    'KV5380',
    [
      { config: unit('name: »a'), path: `${UNIT}.name` },
      { config: unit('name: »a.conf'), path: `${UNIT}.name` },
      { config: 'systemd: {units: [»{enabled: true}]}', path: `${UNIT}.name` },
    ],
    [
      ...['service', 'socket', 'device', 'mount', 'automount', 'swap'].map((kind) => unit(`name: a.${kind}`)),
      ...['target', 'path', 'timer', 'snapshot', 'slice', 'scope'].map((kind) => unit(`name: a.${kind}`)),
    ],
  ),
  error(
    'KV5381',
    [
      contents('[Unit', 'unable to find end of section'),
      contents('[Unit] # a', 'found garbage after section name : "# a"'),
      contents('[Unit]\\nAfter\\n', 'unexpected newline encountered while parsing option name'),
      contents('[Unit]\\nAfter', 'EOF'),
      {
        config: unit('name: a.service, dropins: [{name: a.conf, contents: »"[Unit"}]'),
        path: `${UNIT}.dropins.0.contents`,
        message: 'invalid unit content: unable to find end of section',
      },
    ],
    [unit('name: a.service, contents: "no unit at all"'), unit('name: a.service, contents: "[Unit] \\n# a\\nAfter="')],
  ),
  warning(
    'KV5382',
    [
      {
        config: unit('name: a.service, enabled: true, contents: »"[Service]\\nExecStart=/a\\n"'),
        path: `${UNIT}.contents`,
        message: expect.stringContaining('a.service') as string,
      },
      {
        config: unit('name: a.service, enabled: true, contents: »"[Install]\\n"'),
        path: `${UNIT}.contents`,
        message: expect.stringContaining('a.service') as string,
      },
    ],
    [
      unit(`name: a.service, enabled: true, contents: ${INSTALL}`),
      unit('name: a.service, enabled: false, contents: "[Service]"'),
      unit('name: a.service, enabled: true'),
    ],
  ),
  warning(
    'KV5383',
    [
      {
        config: 'systemd: {units: [{name: a@.service, contents: "[Service]"}, »{name: a@b.service, enabled: true}]}',
        path: '$.systemd.units.1.contents',
        message: expect.stringContaining('a@b.service') as string,
      },
    ],
    [
      `systemd: {units: [{name: a@.service, contents: ${INSTALL}}, {name: a@b.service, enabled: true}]}`,
      'systemd: {units: [{name: a@.service, contents: "[Service]"}, {name: a@b.service, enabled: false}]}',
      'systemd: {units: [{name: a@.service, contents: "[Service]"}, {name: ab.service, enabled: true}]}',
    ],
  ),
  error(
    'KV5384',
    [
      { config: unit('name: a.service, dropins: [{name: »a}]'), path: `${UNIT}.dropins.0.name` },
      { config: unit('name: a.service, dropins: [»{contents: "[Unit]"}]'), path: `${UNIT}.dropins.0.name` },
    ],
    [unit('name: a.service, dropins: [{name: 10-a.conf}]')],
  ),
];
