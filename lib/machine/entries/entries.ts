import { isPlain } from '../../core/check-shape';
import type { ShapeFault } from '../../core/check-shape';
import type { FindingType } from '../../core/finding-type';
import { isSameContent } from './content';
import type { Entry, EntryKind, MergedEntry } from './entry';
import { fault } from '../../core/fault';
import { MACHINE } from '../codes/machine';
import { PathSpace } from './path-space';

/**
 * How a field that two parts set is merged:
 *
 * - `union`: the items of both, each once.
 * - `concat`: the items of both.
 * - `named`: the items of both; items with the same name must be equal.
 */
type FieldRule = 'union' | 'concat' | 'named';

interface KindRules {
  /** The entry as messages name it. */
  readonly noun: string;
  /** Entries of kinds that share a space cannot have the same key. */
  readonly space: string;
  readonly conflict: FindingType;
  /** Other fields must be equal. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Whether a part that leaves a field out accepts the value of another part. @default true */
  readonly fills?: boolean;
}

const RULES: Readonly<Record<EntryKind, KindRules>> = {
  files: { noun: 'path', space: 'path', conflict: MACHINE.pathConflict, fields: { append: 'concat' }, fills: false },
  directories: { noun: 'path', space: 'path', conflict: MACHINE.pathConflict, fields: {} },
  links: { noun: 'path', space: 'path', conflict: MACHINE.pathConflict, fields: {}, fills: false },
  trees: { noun: 'tree', space: 'tree', conflict: MACHINE.pathConflict, fields: {}, fills: false },
  users: {
    noun: 'user',
    space: 'user',
    conflict: MACHINE.userConflict,
    fields: { groups: 'union', ssh_authorized_keys: 'union', ssh_authorized_keys_local: 'union' },
  },
  groups: { noun: 'group', space: 'group', conflict: MACHINE.userConflict, fields: {} },
  units: { noun: 'unit', space: 'unit', conflict: MACHINE.unitConflict, fields: { dropins: 'named' } },
  disks: { noun: 'disk', space: 'disk', conflict: MACHINE.deviceConflict, fields: {}, fills: false },
  raid: { noun: 'RAID', space: 'raid', conflict: MACHINE.deviceConflict, fields: {}, fills: false },
  filesystems: { noun: 'device', space: 'filesystem', conflict: MACHINE.deviceConflict, fields: {}, fills: false },
  luks: { noun: 'volume', space: 'luks', conflict: MACHINE.deviceConflict, fields: {}, fills: false },
  kernel_arguments: { noun: 'kernel argument', space: 'kernel', conflict: MACHINE.settingConflict, fields: {} },
  settings: { noun: '', space: 'setting', conflict: MACHINE.settingConflict, fields: {} },
};

/** All entries of the parts of a machine, merged. */
export class MachineEntries {
  private readonly byKey = new Map<string, MergedEntry>();
  private readonly paths = new PathSpace();
  private readonly given: Entry[] = [];

  /** The merged entries of a kind, in the order in which they were first added. */
  public ofKind(kind: EntryKind): readonly MergedEntry[] {
    return [...this.byKey.values()].filter((entry) => entry.kind === kind);
  }

  /** The entries of one part, without the hosts file, which all parts share. */
  public layerOf(part: string): MachineEntries {
    return this.only((entry) => entry.part === part && !isOfHostsFile(entry));
  }

  /** The entries outside of the layers: those of one part, and the hosts file. */
  public baseOf(part: string): MachineEntries {
    return this.only((entry) => entry.part === part || isOfHostsFile(entry));
  }

  private only(isMeant: (entry: Entry) => boolean): MachineEntries {
    const own = new MachineEntries();
    own.add(this.given.filter(isMeant));
    return own;
  }

  /** Whether no entry that is written has been added. */
  public get isEmpty(): boolean {
    return [...this.byKey.values()].every((entry) => entry.kind === 'settings');
  }

  /**
   * Adds entries, all or none.
   *
   * @returns The conflicts with existing entries; if there are any, nothing is added.
   */
  public add(entries: readonly Entry[]): readonly ShapeFault[] {
    const added = new Map<string, MergedEntry>();
    const faults: ShapeFault[] = [];
    for (const entry of entries) {
      const id = `${RULES[entry.kind].space} ${entry.key}`;
      const { merged, differing } = merge(added.get(id) ?? this.byKey.get(id), entry);
      if (differing.length > 0) faults.push(conflict(entry, differing));
      added.set(id, merged);
    }
    if (faults.length === 0) faults.push(...this.paths.add(added.values()));
    if (faults.length > 0) return faults;
    for (const [id, entry] of added) this.byKey.set(id, entry);
    for (const entry of entries) this.given.push(entry);
    return [];
  }
}

function isOfHostsFile({ value }: Entry): boolean {
  return value.hosts === true || value.hostName !== undefined;
}

interface Difference {
  readonly field: string;
  readonly part: string;
}

function merge(
  before: MergedEntry | undefined,
  entry: Entry,
): { readonly merged: MergedEntry; readonly differing: readonly Difference[] } {
  const { kind, key, value, part } = entry;
  const ownOrigins = Object.fromEntries(Object.keys(value).map((field) => [field, part]));
  if (before === undefined) return { merged: { kind, key, value, origins: ownOrigins }, differing: [] };
  const { fields, fills = true } = RULES[kind];
  const differing: Difference[] = [];
  const differs = (field: string): unknown =>
    differing.push({ field, part: before.origins[field] ?? Object.values(before.origins)[0] ?? '' });
  if (before.kind !== kind) differs('kind');
  const result: Record<string, unknown> = { ...before.value };
  const mayFill = fills || onlyAppends(before.value) || onlyAppends(value);
  for (const field of new Set([...Object.keys(before.value), ...Object.keys(value)])) {
    const [a, b] = [before.value[field], value[field]];
    if (b === undefined || a === undefined) {
      if (!mayFill && fields[field] === undefined) differs(field);
      result[field] = a ?? b;
      continue;
    }
    const both = bothOf(fields[field], a, b);
    if (both === undefined) differs(field);
    else result[field] = both;
  }
  if (differing.length === 0 && contradictsMask(result) && !contradictsMask(before.value) && !contradictsMask(value)) {
    differs('mask');
  }
  return { merged: { kind, key, value: result, origins: { ...ownOrigins, ...before.origins } }, differing };
}

/** Whether a unit is both masked and used: a masked unit has no text and cannot be enabled. */
function contradictsMask({ mask, enabled, contents }: Readonly<Record<string, unknown>>): boolean {
  return mask === true && (enabled === true || contents !== undefined);
}

/** Whether a part only appends to a file, whose contents come from another part or the image. */
function onlyAppends(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).every((field) => field === 'path' || field === 'append');
}

/** The merged value of two parts; undefined when they disagree. */
function bothOf(rule: FieldRule | undefined, a: unknown, b: unknown): unknown {
  if (rule === undefined || !Array.isArray(a) || !Array.isArray(b)) return isSame(a, b) ? a : undefined;
  const [first, second] = [a as readonly unknown[], b as readonly unknown[]];
  if (rule === 'concat') return [...first, ...second];
  const nameOf = (item: unknown): unknown => (isPlain(item) ? item.name : item);
  const fresh = second.filter((item) => !first.some((other) => nameOf(other) === nameOf(item)));
  const clashes = second.some((item) => first.some((other) => nameOf(other) === nameOf(item) && !isSame(other, item)));
  return clashes ? undefined : [...first, ...fresh];
}

function isSame(a: unknown, b: unknown): boolean {
  if (isSameContent(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(a[key], b[key]));
}

function conflict({ kind, key, part }: Entry, differing: readonly Difference[]): ShapeFault {
  const { noun, conflict: code } = RULES[kind];
  const others = [...new Set(differing.map((d) => d.part))];
  const fields = differing.map((d) => d.field).join(', ');
  const subject = noun === '' ? key : `the ${noun} ${key}`;
  const isAlone = others.every((other) => other === part);
  const by = isAlone
    ? `twice by the part ${part}, differently`
    : `differently by the parts ${others.join(' and ')} and ${part}`;
  const message = `${subject} is described ${by}`;
  return fault(code, noun === '' ? key : `${noun} ${key}`, message, { given: `they differ in ${fields}` });
}
