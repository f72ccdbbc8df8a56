import type { ButaneDirectory, ButaneFile, ButaneLink, ButaneOwner, ButaneTree } from '../butane/config';
import { bool, int, object, objects, struct, text } from './field';
import { FILE_CONTENTS, RESOURCE } from './resource';

const OWNING_GROUP = struct<ButaneOwner>()({ go: 'NodeGroup', fields: [int('id'), text('name')] });
const OWNING_USER = struct<ButaneOwner>()({ go: 'NodeUser', fields: [int('id'), text('name')] });

/** Fields that files, directories and links share. Ignition writes it first. */
const ofNode = { part: 'Node' };
const node = [
  object('group', OWNING_GROUP, ofNode),
  bool('overwrite', ofNode),
  text('path', { ...ofNode, required: true }),
  object('user', OWNING_USER, ofNode),
];

const ofDirectory = { part: 'DirectoryEmbedded1' };
const ofFile = { part: 'FileEmbedded1' };
const ofLink = { part: 'LinkEmbedded1' };

/** A directory. */
export const DIRECTORY = struct<ButaneDirectory>()({ go: 'Directory', fields: [...node, int('mode', ofDirectory)] });

/** A file. */
export const FILE = struct<ButaneFile>()({
  go: 'File',
  fields: [
    ...node,
    objects('append', FILE_CONTENTS, { concat: true }, { ...ofFile, until: 0 }),
    objects('append', RESOURCE, { concat: true }, { ...ofFile, since: 1 }),
    object('contents', FILE_CONTENTS, { ...ofFile, until: 0 }),
    object('contents', RESOURCE, { ...ofFile, since: 1 }),
    int('mode', ofFile),
  ],
});

/** A symbolic or a hard link. */
export const LINK = struct<ButaneLink>()({
  go: 'Link',
  fields: [
    ...node,
    bool('hard', ofLink),
    text('target', { ...ofLink, required: true, until: 2 }),
    text('target', { ...ofLink, since: 3 }),
  ],
});

/** A folder of this machine whose files go onto the host. */
export const TREE = struct<ButaneTree>()({
  go: 'Tree',
  fields: [
    object('group', OWNING_GROUP, { since: 6 }),
    text('local', { required: true }),
    text('path'),
    object('user', OWNING_USER, { since: 6 }),
    int('file_mode', { since: 6 }),
    int('dir_mode', { since: 6 }),
  ],
});
