import { rulesOf } from '../report/rule';

const rule = rulesOf('Ignition and Butane, the comparison of a text with what was read from it');

export const UNUSED_KEY = rule(
  'KV5200',
  'warning',
  'unused key',
  'The version of the config has no such key here: nothing of it reaches the host. Mostly it is misspelt, or of a newer version.',
  'correct the key, or the version of the config',
);
export const TREE_MISMATCH = rule(
  'KV5201',
  'warning',
  'context tree does not match content tree',
  'Where an object is empty, or comes from an alias, positions and unused keys are not known.',
  'write the object out, or take the empty key away',
);
