/** The replacements that systemd itself may make in a word. */
export interface Expansions {
  /** Whether `%` starts a specifier. */
  readonly specifiers: boolean;
  /** Whether `$` starts a variable. */
  readonly variables: boolean;
}

/** A word as systemd splits lines into words: quoted if needed, with `%` and `$` escaped. */
export function quoted(word: string, { specifiers, variables }: Expansions): string {
  const plain = (specifiers ? word : word.replace(/%/g, '%%')).replace(/\$/g, variables ? '$' : '$$$$');
  if (plain !== '' && /^[^\s"'\\;#]+$/.test(plain)) return plain;
  const escaped = plain.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

/** A literal text up to the end of the line. */
export function literal(text: string): string {
  return text.replace(/%/g, '%%');
}
