import { defineFinding } from '../../core/finding-type';

/** Codes of the operating system of a machine, and of the parts of its config. */
export const MACHINE = {
  unknownOs: defineFinding('machine', {
    code: 'KV5601',
    level: 'error',
    title: 'the specification that an image reads is not known',
    explanation:
      'An image whose Ignition is older than the config does not boot, so the specification is never guessed: it ' +
      'follows from the version of Ignition in the image, or is named.',
    fix: 'name `ignition`, the version in the image, or `butane`, the version of the specification',
    source: 'Ignition: an unsupported spec version fails the boot',
  }),
  specTooNew: defineFinding('machine', {
    code: 'KV5602',
    level: 'error',
    title: 'the image cannot read the named specification',
    explanation: 'Its Ignition is older than the specification, and would stop the boot at the version of the config.',
    fix: 'name an older specification, or leave `butane` out',
    source: 'Ignition: an unsupported spec version fails the boot',
  }),
  fieldTooNew: defineFinding('machine', {
    code: 'KV5603',
    level: 'error',
    title: 'the specification of the machine does not have this field yet',
    explanation: 'Butane treats it as an unknown key and drops it, so the machine would boot without it.',
    fix: 'leave it out, or use an image whose Ignition reads the named version',
    source: "Butane's specifications",
  }),
  pathConflict: defineFinding('machine', {
    code: 'KV5621',
    level: 'error',
    title: 'two parts of a machine write one path differently',
    explanation: 'A config has each path once. Whichever of the two was kept, the other part would not work.',
    fix: 'let one of the two parts write it, or make both write the same',
    source: 'Ignition: duplicate entry defined',
  }),
  unitConflict: defineFinding('machine', {
    code: 'KV5622',
    level: 'error',
    title: 'two parts of a machine define one systemd unit differently',
    explanation: 'A config has each unit once. Whichever of the two was kept, the other part would not work.',
    fix: 'define the unit in one part, and change it from the other by a drop-in',
    source: 'Ignition: duplicate entry defined',
  }),
  userConflict: defineFinding('machine', {
    code: 'KV5623',
    level: 'error',
    title: 'two parts of a machine describe one user or group differently',
    explanation: 'Keys and groups from several parts are combined. Every other field has one value.',
    fix: 'set the differing field in one of the two parts only',
    source: 'Ignition: duplicate entry defined',
  }),
  deviceConflict: defineFinding('machine', {
    code: 'KV5624',
    level: 'error',
    title: 'two parts of a machine use one device differently',
    explanation: 'On first boot, the later one would destroy the result of the earlier one.',
    fix: 'use the device in one of the two parts only',
    source: 'Ignition: duplicate entry defined',
  }),
  settingConflict: defineFinding('machine', {
    code: 'KV5625',
    level: 'error',
    title: 'two parts of a machine give one setting different values',
    explanation: 'Which of them wins would depend on file names.',
    fix: 'set it in one of the two parts only',
    source: 'kvorum',
  }),
  partName: defineFinding('machine', {
    code: 'KV5626',
    level: 'error',
    title: 'two parts of a machine have the same name',
    explanation: 'Parts are told apart by their names, in errors and as files of a layered config.',
    fix: 'give one of them another `name`',
    source: 'kvorum',
  }),
  badPart: defineFinding('machine', {
    code: 'KV5627',
    level: 'error',
    title: 'a value that is added to a machine is not a part',
    explanation: 'A part has a name and a method `bind`, which adds its files, units and other entries to the machine.',
    fix: 'pass a part of kvorum/machine, or an object with `name` and `bind`',
    source: 'kvorum',
  }),
  fileBelowFile: defineFinding('machine', {
    code: 'KV5628',
    level: 'error',
    title: 'a path is below a file or link',
    explanation:
      'A file cannot contain a path: the boot fails. Ignition refuses a config with a path that goes through a link.',
    fix: 'move one of the two, or write to where the link points',
    source: 'Ignition, its files stage; path includes link in config',
  }),
  tooLarge: defineFinding('machine', {
    code: 'KV5641',
    level: 'error',
    title: 'a config is larger than the platform passes to a machine',
    explanation: 'The platform refuses or truncates it, and the machine does not boot.',
    fix: 'give `pointer`, the URL of the config: the machine then gets a small config that names it',
    source: 'the limits of the platforms for user data',
  }),
  slowToRead: defineFinding('machine', {
    code: 'KV5642',
    level: 'warning',
    title: 'a config is so large that a machine reads it slowly',
    explanation:
      'Each read through the firmware interface of QEMU starts from the beginning: the time grows with ' +
      'the square of the size.',
    fix: 'give `pointer`, the URL of the config, or load large files from elsewhere',
    source: 'Ignition issue 1259',
  }),
  badPointer: defineFinding('machine', {
    code: 'KV5645',
    level: 'error',
    title: 'Ignition cannot fetch a config from its address',
    explanation:
      'Until the machine has a config, it has no credentials and no proxies, and only the name ' +
      'resolution of its network.',
    fix: 'write a URL with http, https, tftp, s3, gs or arn, as far as the specification supports them',
    source: 'Ignition, its URL schemes',
  }),
  takenTooEarly: defineFinding('machine', {
    code: 'KV5646',
    level: 'error',
    title: 'the Ignition text of a machine was taken before its last part was added',
    explanation: 'The machine would boot with a config in which those parts are missing.',
    fix: 'take `config.ignition()` at synth: in Lazy.string of cdktf, or in FileContent.lazy',
    source: 'kvorum',
  }),
} as const;
