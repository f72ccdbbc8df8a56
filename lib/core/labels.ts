import { ANY_LABEL } from './patterns';
import type { StringShape } from './shape';

/** The form of a label's value, for tables. */
export const LABEL_VALUE_FORM: Omit<StringShape, 'type'> = {
  pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  form: 'letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit',
  maxLength: 63,
};

/** The form of the key of a label, an annotation or a taint, for tables. */
export const LABEL_KEY_FORM: Omit<StringShape, 'type'> = {
  pattern: new RegExp(
    `^((?=[^/]{1,253}/)${ANY_LABEL}(\\.${ANY_LABEL})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
  ),
  form: 'a name of at most 63 characters, with an optional DNS prefix before a slash',
  maxLength: 317,
};
