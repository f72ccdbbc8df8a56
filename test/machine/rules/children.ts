import type { RuleCase, RuleSpec } from './rule-case';
import { note } from './rule-case';

const merged = (local: string): string => `ignition: {config: {merge: [{local: ${local}}]}}`;
const says = (local: string, message: string, times = 1): RuleCase => ({
  config: merged(`»${local}`),
  path: '$.ignition.config.merge.0.local',
  versions: [1, 7],
  message: `${local}: ${message}`,
  times,
});

/** Local files that are merged. */
export const CHILDREN: readonly RuleSpec[] = [
  note(
    'KV5252',
    [
      says('list.yaml', 'this is neither Ignition nor Butane'),
      says('a.txt', 'this is neither Ignition nor Butane'),
      {
        ...says('a.txt', 'this is neither Ignition nor Butane'),
        config: 'ignition: {config: {replace: {local: »a.txt}}}',
        path: '$.ignition.config.replace.local',
      },
    ],
    [merged('good.bu'), merged('good.ign'), 'storage: {files: [{path: /a, contents: {local: a.txt}}]}'],
  ),
  note(
    'KV5253',
    [
      says('bad.bu', 'this is Butane, and cannot be transpiled; it is embedded as it is: config generated was invalid'),
      says('unread.bu', 'this is Butane, and cannot be transpiled; it is embedded as it is: source config is invalid'),
    ],
    [merged('good.bu'), merged('odd.bu'), merged('bad.ign')],
  ),
  note(
    'KV5254',
    [
      says('bad.bu', 'error at $.storage.files.0.path, line 3 col 26: path not absolute'),
      says(
        'odd.bu',
        'warning at $.storage.files.0.mode, line 3 col 36: unreasonable mode would be reasonable if specified in octal; remember to add a leading zero',
      ),
    ],
    [merged('good.bu')],
  ),
  note(
    'KV5255',
    [
      says('bad.ign', 'error at $.storage.files.0.path, line 1 col 67: path not absolute'),
      says('broken.ign', 'error at line 1 col 13: unexpected end of JSON input'),
    ],
    [merged('good.ign')],
  ),
  note(
    'KV5256',
    [
      says(
        'loop.bu',
        'note at $.ignition.config.merge.0.local, line 3 col 37: loop.bu: the file merges itself, or too many files merge one another; it is embedded as it is',
      ),
    ],
    [merged('outer.bu'), 'ignition: {config: {merge: [{local: good.bu}, {local: outer.bu}]}}'],
  ),
];
