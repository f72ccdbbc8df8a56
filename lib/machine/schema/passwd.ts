import type { ButaneGroup, ButanePasswd, ButaneUser } from '../butane/config';
import { bool, int, objects, struct, text, texts } from './field';

const byName = { key: 'name' };

const GROUP = struct<ButaneGroup>()({
  go: 'PasswdGroup',
  fields: [
    int('gid'),
    text('name', { required: true }),
    text('password_hash'),
    bool('should_exist', { since: 2 }),
    bool('system'),
  ],
});

const USER = struct<ButaneUser>()({
  go: 'PasswdUser',
  fields: [
    text('gecos'),
    texts('groups', { alias: { go: 'Group', until: 99 } }),
    text('home_dir'),
    text('name', { required: true }),
    bool('no_create_home'),
    bool('no_log_init'),
    bool('no_user_group'),
    text('password_hash'),
    text('primary_group'),
    texts('ssh_authorized_keys', { alias: { go: 'SSHAuthorizedKey', until: 99 } }),
    texts('ssh_authorized_keys_local', { json: undefined, since: 4 }),
    text('shell'),
    bool('should_exist', { since: 2 }),
    bool('system'),
    int('uid'),
  ],
});

/** Users and groups. */
export const PASSWD = struct<ButanePasswd>()({
  go: 'Passwd',
  fields: [objects('groups', GROUP, byName), objects('users', USER, byName)],
});
