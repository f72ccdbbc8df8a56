import { rulesOf } from '../report/rule';

const rule = rulesOf('Ignition and Butane, the comparison of a text with what was read from it');

export const UNUSED_KEY = rule(
  'KV5200',
  'warning',
  'unused key',
  'This version of the config does not have this key here, and it does not reach the host. Usually it is ' +
    'misspelt, or belongs to a newer version.',
  'correct the key, or the version of the config',
);
export const TREE_MISMATCH = rule(
  'KV5201',
  'warning',
  'context tree does not match content tree',
  'Where an object is empty, or comes from an alias, positions and unused keys are not known.',
  'write the object out, or remove the empty key',
);
