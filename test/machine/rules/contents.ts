import type { RuleSpec } from './rule-case';
import { error, warning } from './rule-case';

const file = (contents: string): string => `storage: {files: [{path: /a, contents: {${contents}}}]}`;
const at = (field: string): string => `$.storage.files.0.contents.${field}`;
const merge = (child: string): string => `ignition: {config: {merge: [${child}]}}`;
const MERGED = '$.ignition.config.merge.0';

const from = (url: string): string => file(`source: "${url}"`);

/** Where contents come from: inline texts, local files, trees, other configs. */
export const CONTENTS: readonly RuleSpec[] = [
  error(
    'KV5205',
    [
      { config: file('inline: »a, local: a.txt'), path: at('inline'), versions: [1, 7] },
      { config: file('local: a.txt, source: »"data:,"'), path: at('source'), versions: [1, 7] },
      { config: file('source: »"data:,", inline: a'), path: at('source'), versions: [1, 7] },
      { config: file('source: "data:,", inline: »a'), path: at('inline'), versions: [0, 0] },
      { config: merge('{inline: "{}", source: »"data:,"}'), path: `${MERGED}.source`, versions: [1, 7] },
      {
        config: 'storage: {luks: [{name: a, device: /dev/a, key_file: {local: a.txt, inline: »a}}]}',
        path: '$.storage.luks.0.key_file.inline',
        versions: [2, 7],
      },
    ],
    [file('inline: a'), file('local: a.txt'), from('data:,')],
  ),
  error(
    'KV5206',
    [{ config: merge('{inline: »"{"}'), path: `${MERGED}.inline`, versions: [1, 7] }],
    [{ config: merge(`{inline: '{"ignition": {"version": "3.4.0"}}'}`), version: 5 }],
  ),
  error(
    'KV5207',
    [
      {
        config: merge('{inline: t»ext}'),
        path: `${MERGED}.inline`,
        versions: [1, 7],
        message: "invalid character 'e' in literal true (expecting 'r')",
      },
      {
        config: 'ignition: {config: {replace: {inline: "»{"}}}',
        path: '$.ignition.config.replace.inline',
        versions: [1, 7],
        message: 'unexpected end of JSON input',
      },
    ],
    [{ config: merge(`{inline: '{"ignition": {"version": "3.4.0"}}'}`), version: 5 }],
  ),
  warning(
    'KV5208',
    [
      {
        config: merge(`{inline: '{"ignition": {"version": »"3.0.0"}}'}`),
        path: `${MERGED}.version`,
        versions: [1, 7],
      },
      {
        config: merge(`{inline: '{"ignition": {"version": »"3.1.0"}}'}`),
        path: `${MERGED}.version`,
        versions: [2, 7],
      },
      {
        config: merge(`{inline: '{"ignition": {"version": »"3.6.0"}}'}`),
        path: `${MERGED}.version`,
        versions: [1, 6],
      },
    ],
    [{ config: merge(`{inline: '{"ignition": {"version": "3.4.0"}}'}`), version: 5 }],
  ),
  error(
    'KV5210',
    [
      { config: file('local: »a.txt'), path: at('local'), versions: [1, 7], hasFiles: false },
      {
        config: 'storage: {trees: [»{local: tree}]}',
        path: '$.storage.trees.0',
        versions: [1, 7],
        hasFiles: false,
      },
      {
        config: 'systemd: {units: [{name: a.service, contents_local: »a.service}]}',
        path: '$.systemd.units.0.contents_local',
        versions: [5, 7],
        hasFiles: false,
      },
      {
        config: 'passwd: {users: [{name: core, ssh_authorized_keys_local: »[a.txt, b.txt]}]}',
        path: '$.passwd.users.0.ssh_authorized_keys_local',
        versions: [5, 7],
        hasFiles: false,
      },
    ],
    [{ config: file('inline: a'), hasFiles: false }, file('local: a.txt')],
  ),
  error(
    'KV5211',
    [
      { config: file('local: »../a.txt'), path: at('local'), versions: [1, 7] },
      { config: file('local: »tree/../../files-2/a.txt'), path: at('local'), versions: [1, 7] },
      { config: 'storage: {trees: [»{local: ..}]}', path: '$.storage.trees.0', versions: [1, 7] },
    ],
    [file('local: tree/../a.txt'), file('local: /a.txt')],
  ),
  error(
    'KV5212',
    [
      {
        config: file('local: »no.txt'),
        path: at('local'),
        versions: [1, 7],
        message: expect.stringMatching(/^open .*no\.txt: no such file or directory$/) as string,
      },
      {
        config: file('local: »tree'),
        path: at('local'),
        versions: [1, 7],
        message: expect.stringMatching(/^read .*tree: is a directory$/) as string,
      },
      {
        config: 'storage: {trees: [»{local: no}]}',
        path: '$.storage.trees.0',
        versions: [1, 7],
        message: expect.stringMatching(/^stat .*no: no such file or directory$/) as string,
      },
      {
        config: 'passwd: {users: [{name: core, ssh_authorized_keys_local: [a.txt, »no.txt]}]}',
        path: '$.passwd.users.0.ssh_authorized_keys_local.1',
        versions: [5, 7],
        message: expect.stringContaining('no such file') as string,
      },
    ],
    [file('local: a.txt')],
  ),
  error(
    'KV5213',
    [
      { config: 'storage: {trees: [»{path: /opt}]}', path: '$.storage.trees.0', versions: [1, 7] },
      { config: 'storage: {trees: [»{local: ""}]}', path: '$.storage.trees.0', versions: [1, 7] },
    ],
    ['storage: {trees: [{local: tree}]}'],
  ),
  error(
    'KV5214',
    [{ config: 'storage: {trees: [»{local: a.txt}]}', path: '$.storage.trees.0', versions: [1, 7] }],
    ['storage: {trees: [{local: tree}]}'],
  ),
  error(
    'KV5215',
    [{ config: 'storage: {trees: [»{local: pipes}]}', path: '$.storage.trees.0', versions: [1, 7] }],
    ['storage: {trees: [{local: links}]}'],
  ),
  error(
    'KV5216',
    [
      {
        config: 'storage: {trees: [»{local: tree}], files: [{path: /b.txt, contents: {inline: a}}]}',
        path: '$.storage.trees.0',
        versions: [1, 7],
      },
      {
        config: 'storage: {trees: [»{local: tree}], directories: [{path: /b.txt}]}',
        path: '$.storage.trees.0',
        versions: [1, 7],
      },
      {
        config: 'storage: {trees: [»{local: links}], links: [{path: /to, target: /a}]}',
        path: '$.storage.trees.0',
        versions: [1, 7],
      },
      {
        config: 'storage: {trees: [»{local: tree, dir_mode: 0700}], directories: [{path: /}]}',
        path: '$.storage.trees.0',
        versions: [7, 7],
      },
    ],
    ['storage: {trees: [{local: tree}], files: [{path: /b.txt, mode: 0600}]}'],
  ),
  error(
    'KV5217',
    [
      { config: file('local: »ways/out'), path: at('local'), versions: [1, 7] },
      { config: file('local: »ways/to-others/a.txt'), path: at('local'), versions: [1, 7] },
      { config: 'storage: {trees: [»{local: ways/to-others}]}', path: '$.storage.trees.0', versions: [1, 7] },
    ],
    [file('local: ways/back'), 'storage: {trees: [{local: ways}]}'],
  ),
];
