import { rulesOf } from '../report/rule';

const rule = rulesOf('Ignition, the validation of its own configs');

export const BAD_UNIT_EXTENSION = rule(
  'KV5380',
  'error',
  'invalid systemd unit extension',
  'systemd takes the type of a unit from the suffix of its name.',
  'end the name with .service, .timer, .mount or another unit type',
);
export const BAD_UNIT_CONTENTS = rule(
  'KV5381',
  'error',
  'the contents of the unit cannot be read',
  'systemd reads sections in brackets, and options with a = below them.',
  'correct the line of the unit',
);
export const NO_INSTALL_SECTION = rule(
  'KV5382',
  'warning',
  'the unit is enabled, but has no install section',
  'Enabling a unit means following its [Install] section; without one it is never started by itself.',
  'add [Install] with WantedBy=multi-user.target, or remove enabled',
);
export const TEMPLATE_NO_INSTALL = rule(
  'KV5383',
  'warning',
  'the template of an enabled unit has no install section',
  'Enabling an instance means following the [Install] section of its template.',
  'add [Install] with WantedBy=multi-user.target to the template',
);
export const BAD_DROPIN_EXTENSION = rule(
  'KV5384',
  'error',
  'invalid systemd drop-in extension',
  'systemd reads only drop-ins that end with .conf; it silently ignores others.',
  'end the name of the drop-in with .conf',
);
