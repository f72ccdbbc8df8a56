/** The lists of a config whose items have a key, and other things that two parts may disagree about. */
export type EntryKind =
  | 'files'
  | 'directories'
  | 'links'
  | 'trees'
  | 'users'
  | 'groups'
  | 'units'
  | 'disks'
  | 'raid'
  | 'filesystems'
  | 'luks'
  | 'kernel_arguments'
  | 'settings';

/** Something that a part adds to a machine: an item of a list of its config, with contents and secrets unresolved. */
export interface Entry {
  /** The list. */
  readonly kind: EntryKind;
  /** Its key there: a path, a name, a device. */
  readonly key: string;
  /** Its fields, with Butane's names. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The part that adds it. */
  readonly part: string;
}

/** An entry that one or more parts have added. */
export interface MergedEntry {
  /** The list. */
  readonly kind: EntryKind;
  /** Its key there. */
  readonly key: string;
  /** Its fields. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The part that set each field. */
  readonly origins: Readonly<Record<string, string>>;
}
