/**
 * Characters that are invisible or change the direction of text, as part of a class of a regular expression. With them
 * a text reads otherwise than it is: a reviewer of a manifest would accept what is not there.
 */
export const INVISIBLE = '\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069';

// Everything that a terminal acts upon, too. A line break is kept: messages have lines.
const UNPRINTABLE = new RegExp(
  `[\\0-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff${INVISIBLE}]|\\p{Cs}`,
  'gu',
);

/** A character as it is escaped in JSON. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text for people: what a terminal acts upon, and what cannot be seen, is escaped as in JSON. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}
