import type { Struct } from './field';
import { bool, int, object, objects, text } from './field';
import { FILE_CONTENTS, RESOURCE } from './resource';

const OWNING_GROUP: Struct = { go: 'NodeGroup', fields: [int('id'), text('name')] };
const OWNING_USER: Struct = { go: 'NodeUser', fields: [int('id'), text('name')] };

/** What files, directories and links have in common. Ignition writes it first. */
const node = [
  object('group', OWNING_GROUP),
  bool('overwrite'),
  text('path', { required: true }),
  object('user', OWNING_USER),
];

/** A directory. */
export const DIRECTORY: Struct = { go: 'Directory', fields: [...node, int('mode')] };

/** A file. */
export const FILE: Struct = {
  go: 'File',
  fields: [
    ...node,
    objects('append', FILE_CONTENTS, { concat: true }, { until: 0 }),
    objects('append', RESOURCE, { concat: true }, { since: 1 }),
    object('contents', FILE_CONTENTS, { until: 0 }),
    object('contents', RESOURCE, { since: 1 }),
    int('mode'),
  ],
};

/** A symbolic or a hard link. */
export const LINK: Struct = {
  go: 'Link',
  fields: [...node, bool('hard'), text('target', { required: true, until: 2 }), text('target', { since: 3 })],
};

/** A folder of this machine whose files go onto the host. */
export const TREE: Struct = {
  go: 'Tree',
  fields: [
    object('group', OWNING_GROUP, { since: 6 }),
    text('local', { required: true }),
    text('path'),
    object('user', OWNING_USER, { since: 6 }),
    int('file_mode', { since: 6 }),
    int('dir_mode', { since: 6 }),
  ],
};
