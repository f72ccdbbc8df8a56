import { defineFinding } from '../../core/finding-type';

/** Codes of users, keys and sudo. */
export const ACCESS = {
  badSshKey: defineFinding('machine', {
    code: 'KV5761',
    level: 'error',
    title: 'a text is not a public SSH key that sshd accepts',
    explanation:
      'sshd ignores a line that it cannot parse, and then it is not possible to log in to the machine to ' +
      'find out why.',
    fix: 'copy the whole line of the .pub file',
    source: 'sshd(8), authorized_keys; OpenSSH: RequiredRSASize',
  }),
  dockerGroup: defineFinding('machine', {
    code: 'KV5763',
    level: 'warning',
    title: 'a user is in the group docker',
    explanation:
      'Anyone who can talk to dockerd is effectively root: a container can mount the whole host, and no ' +
      'password is asked for.',
    fix: 'leave the group out and allow commands through sudo, or acknowledge it with a reason',
    source: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  }),
  passwordlessRoot: defineFinding('machine', {
    code: 'KV5764',
    level: 'warning',
    title: 'a sudo rule gives everything without a password',
    explanation:
      'Anyone who has a key of the user is root. Where machines share keys, one compromised machine ' +
      'compromises all of them.',
    fix: 'name the commands, or ask for a password, or acknowledge it with a reason',
    source: 'sudoers(5)',
  }),
  noWayIn: defineFinding('machine', {
    code: 'KV5765',
    level: 'error',
    advice: true,
    title: 'a user cannot log in',
    explanation: 'It has neither an SSH key nor a password, and a config is applied on first boot only.',
    fix: 'give `sshAuthorizedKeys` or `passwordHash`, or make it a system user',
    source: 'kvorum',
  }),
  unknownOwner: defineFinding('machine', {
    code: 'KV5766',
    level: 'warning',
    title: 'no part creates a user or group that is named',
    explanation: 'Where the image does not have it either, the boot fails.',
    fix: 'add the user or group, or acknowledge it with a reason when the image has it',
    source: 'Ignition, its files stage',
  }),
  badSudoRule: defineFinding('machine', {
    code: 'KV5767',
    level: 'error',
    title: 'a sudo rule cannot be written',
    explanation: 'sudo refuses to run at all while one of its files has a fault, so a bad rule locks everyone out.',
    fix: 'write commands as absolute paths with their arguments, and users as names',
    source: 'sudoers(5)',
  }),
  rootsFolder: defineFinding('machine', {
    code: 'KV5768',
    level: 'warning',
    title: 'a directory in the home of a user will belong to root',
    explanation:
      'Ignition creates missing directories above a path, owned by root: the user cannot write there, ' +
      'and programs that keep their state next to the file fail.',
    fix: 'add the directory with `ensureParents` and the same owner',
    source: 'Ignition, its files stage; Fedora CoreOS, its notes on Ignition',
  }),
} as const;
