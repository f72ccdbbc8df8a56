import { rulesOf } from '../report/rule';

const rule = rulesOf('Butane, the reading of its YAML');

export const BAD_YAML = rule(
  'KV5180',
  'error',
  'the text is not YAML',
  'Butane reads the YAML of Go: indentation by blanks, no tabs before keys, anchors before aliases.',
  'correct the place that is named',
);
export const BAD_DOCUMENT = rule(
  'KV5181',
  'error',
  'the document cannot be read',
  'An alias holds itself, aliases multiply, a merge key merges no object, or a tag does not fit its value.',
  'write the value out instead of the alias or the tag',
);
export const WRONG_TYPE = rule(
  'KV5182',
  'error',
  'the value has a wrong type',
  'Each field has one type: 0644 is a number and "0644" a text, a list stays a list with one entry.',
  'write the value as its field has it: without quotes for a number, with a - for an entry of a list',
);
export const REPEATED_KEY = rule(
  'KV5183',
  'error',
  'the object has the key twice',
  'Of two values of one key nobody knows which one is meant.',
  'put the values together under one key',
);
export const NO_VARIANT = rule(
  'KV5184',
  'error',
  'error parsing variant; must be specified',
  'The variant says for which operating system the config is, and with the version which keys it has.',
  'begin the config with variant: fcos and version: 1.5.0',
);
export const BAD_VERSION = rule(
  'KV5185',
  'error',
  'error parsing version; must be a valid semver',
  'The version says which keys the config has.',
  'write a version of three numbers: version: 1.5.0',
);
export const UNKNOWN_DIALECT = rule(
  'KV5186',
  'error',
  'the variant or its version is not known',
  'The library reads fcos 1.0.0 to 1.7.0 and flatcar 1.0.0 and 1.1.0. Other variants, and experimental versions, it does not.',
  'take a version that is known',
);
export const NEWER_FIELD = rule(
  'KV5187',
  'error',
  'the field is newer than the version',
  'The Ignition of an older image does not read a newer spec, and an older spec does not have the field.',
  'take the version that has the field, if the image of the host reads it, or leave the field out',
);
export const UNKNOWN_FIELD = rule(
  'KV5188',
  'error',
  'there is no such field',
  'Nothing of it would reach the host.',
  "correct the field's name",
);
export const NO_VALUE_OF_CONFIG = rule(
  'KV5189',
  'error',
  'this is not a value of a config',
  'A config is made of objects, lists, texts, whole numbers, true and false.',
  'write a text, a whole number, true or false',
);
