import { rulesOf } from '../report/rule';

const rule = rulesOf('Butane, the reading of its YAML');

export const BAD_YAML = rule(
  'KV5180',
  'error',
  'the text is not YAML',
  "Butane uses Go's YAML reader: indent with spaces, no tabs before keys, anchors before aliases.",
  'correct the named place',
);
export const BAD_DOCUMENT = rule(
  'KV5181',
  'error',
  'the document cannot be read',
  'An alias contains itself, aliases multiply, a merge key does not merge an object, or a tag does not fit its value.',
  'write the value out instead of the alias or the tag',
);
export const WRONG_TYPE = rule(
  'KV5182',
  'error',
  'the value has a wrong type',
  'Each field has one type: 0644 is a number and "0644" a string, and a list with one entry is still a list.',
  'write the value in the type of its field: without quotes for a number, with a - for an entry of a list',
);
export const REPEATED_KEY = rule(
  'KV5183',
  'error',
  'the object has the key twice',
  'With two values for one key it is unclear which one is meant.',
  'put the values together under one key',
);
export const NO_VARIANT = rule(
  'KV5184',
  'error',
  'error parsing variant; must be specified',
  'The variant names the operating system of the config. Together with the version it decides which keys it has.',
  'begin the config with variant: fcos and version: 1.5.0',
);
export const BAD_VERSION = rule(
  'KV5185',
  'error',
  'error parsing version; must be a valid semver',
  'The version decides which keys the config has.',
  'write a version of three numbers: version: 1.5.0',
);
export const UNKNOWN_DIALECT = rule(
  'KV5186',
  'error',
  'the variant or its version is not known',
  'The library reads fcos 1.0.0 to 1.7.0 and flatcar 1.0.0 and 1.1.0. Other variants and experimental ' +
    'versions are not supported.',
  'use a known version',
);
export const NEWER_FIELD = rule(
  'KV5187',
  'error',
  'the field is newer than the version',
  'The Ignition of an older image does not read a newer spec, and an older spec does not have the field.',
  'use the version that has the field, if the image of the host reads it, or leave the field out',
);
export const UNKNOWN_FIELD = rule(
  'KV5188',
  'error',
  'there is no such field',
  'It would not reach the host.',
  "correct the field's name",
);
export const NO_VALUE_OF_CONFIG = rule(
  'KV5189',
  'error',
  'this is not a value of a config',
  'A config consists of objects, lists, strings, whole numbers, true and false.',
  'write a text, a whole number, true or false',
);
