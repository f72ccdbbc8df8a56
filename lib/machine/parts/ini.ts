/** A section of a file of sections and keys: its name, and the lines in their order. */
export interface IniSection {
  readonly name: string;
  /** Keys and values. Those without value are left out. */
  readonly lines: readonly IniLine[];
}

/** A key and its value. */
export interface IniLine {
  readonly key: string;
  readonly value: string | number | undefined;
}

/** The text of sections whose values have been checked to be single words or lines. */
export function iniText(sections: readonly IniSection[]): string {
  return sections
    .map(({ name, lines }) => ({ name, lines: lines.filter(({ value }) => value !== undefined) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, lines }) => [`[${name}]`, ...lines.map(({ key, value }) => `${key}=${value}`), ''].join('\n'))
    .join('\n');
}
