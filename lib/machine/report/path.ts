/** The way to a value: names of fields, and numbers of entries. */
export type Path = readonly (string | number)[];

/** A path as reports write it: `$.storage.files.0.mode`. */
export function pathText(path: Path): string {
  return path.length === 0 ? '$' : `$.${path.join('.')}`;
}
