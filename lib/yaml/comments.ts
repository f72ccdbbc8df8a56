import { isBlank, isBreak } from './characters';
import type { Cursor } from './cursor';

// The distance within which yaml.v3 looks for the next comment.
const FAR = 512;

/**
 * Passes a comment, and as yaml.v3 does it: the comments on the lines below as well.
 *
 * That reader collects comments. It finds the next one after white space of any kind, so that a tab before it is no
 * fault there.
 *
 * @returns up to where it looked.
 */
export function passComments(cursor: Cursor): number {
  for (;;) {
    cursor.passLine();
    let ahead = 1;
    // The line break that ends the comment is not checked, and the second half of a DOS one is a line break too.
    let c = cursor.ahead(ahead);
    while (ahead < FAR && (isBlank(c) || c === 0x0a || c === 0x0d)) {
      ahead += 1;
      c = cursor.ahead(ahead);
    }
    if (ahead >= FAR || c !== 0x23) return cursor.at + ahead + 1;
    passTo(cursor, cursor.at + ahead);
  }
}

/**
 * Passes a comment behind a token on its line, over blanks of any kind.
 *
 * @returns up to where it looked.
 */
export function passLineComment(cursor: Cursor): number {
  let ahead = 0;
  while (ahead < FAR && isBlank(cursor.ahead(ahead))) ahead += 1;
  if (ahead < FAR && cursor.ahead(ahead) === 0x23) {
    cursor.at += ahead;
    cursor.passLine();
    return cursor.at + 1;
  }
  return cursor.at + ahead + 1;
}

function passTo(cursor: Cursor, at: number): void {
  while (cursor.at < at) {
    if (isBreak(cursor.peek())) cursor.passBreak();
    else cursor.at += 1;
  }
}
