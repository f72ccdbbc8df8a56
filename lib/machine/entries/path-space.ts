import type { ShapeFault } from '../../core/check-shape';
import { isPlain } from '../../core/check-shape';
import { MACHINE } from '../codes/machine';
import type { EntryKind, MergedEntry } from './entry';
import { fault } from '../../core/fault';
import { PATH_PATTERN } from './patterns';

/** A path of a machine and its type. */
interface Place {
  readonly path: string;
  /** The type in messages. */
  readonly noun: string;
  /** The parts that write it. */
  readonly parts: string;
  /** Whether it can contain other paths. */
  readonly isFolder: boolean;
  /** Whether it comes from the systemd section, and not from storage. */
  readonly isOfUnit: boolean;
}

const NOUNS: Readonly<Partial<Record<EntryKind, string>>> = { files: 'file', directories: 'directory', links: 'link' };

const UNIT_FOLDER = '/etc/systemd/system';

/**
 * The paths of a machine. Nothing can be below a file or a link, and units have files as well: neither shows when
 * paths are checked one at a time.
 */
export class PathSpace {
  private readonly at = new Map<string, Place>();
  /** For every folder, one of the paths below it. */
  private readonly below = new Map<string, Place>();

  /**
   * Adds the paths of entries, all or none.
   *
   * @returns The conflicts; if there are any, nothing is added.
   */
  public add(entries: Iterable<MergedEntry>): readonly ShapeFault[] {
    const fresh = new PathSpace();
    const faults: ShapeFault[] = [];
    for (const entry of entries) {
      for (const place of placesOf(entry)) {
        const other = fresh.clash(place) ?? this.clash(place);
        if (other !== undefined) faults.push(other);
        fresh.put(place);
      }
    }
    if (faults.length === 0) for (const place of fresh.at.values()) this.put(place);
    return faults;
  }

  private put(place: Place): void {
    this.at.set(place.path, place);
    for (const folder of foldersOf(place.path)) this.below.set(folder, place);
  }

  private clash(place: Place): ShapeFault | undefined {
    const { path, noun, parts, isOfUnit, isFolder } = place;
    const same = this.at.get(path);
    if (same !== undefined && same.isOfUnit !== isOfUnit) {
      const message = `${path} is the ${same.noun} of the part ${same.parts} and the ${noun} of the part ${parts}`;
      return fault(MACHINE.pathConflict, `path ${path}`, message);
    }
    const outer = foldersOf(path)
      .map((folder) => this.at.get(folder))
      .find((other) => other?.isFolder === false);
    if (outer !== undefined) return nested(place, outer);
    const inner = isFolder ? undefined : this.below.get(path);
    return inner && nested(inner, place);
  }
}

function nested(inner: Place, outer: Place): ShapeFault {
  const where = `is below the ${outer.noun} ${outer.path} of the part ${outer.parts}`;
  return fault(MACHINE.fileBelowFile, `path ${inner.path}`, `${inner.path} of the part ${inner.parts} ${where}`);
}

/** The paths of an entry. Paths that are not normalized are left to the transpiler, which refuses them. */
function placesOf(entry: MergedEntry): readonly Place[] {
  const { kind, key, value } = entry;
  const parts = partsOf(entry);
  const noun = NOUNS[kind];
  if (noun !== undefined) {
    const place = { path: key, noun, parts, isFolder: kind === 'directories', isOfUnit: false };
    return PATH_PATTERN.pattern.test(key) ? [place] : [];
  }
  if (kind !== 'units') return [];
  const file = `${UNIT_FOLDER}/${key}`;
  const isWritten = value.mask === true || typeof value.contents === 'string';
  const dropIns = (Array.isArray(value.dropins) ? (value.dropins as readonly unknown[]) : [])
    .filter(isPlain)
    .map(({ name }) => `${file}.d/${String(name)}`);
  return [
    ...(isWritten ? [file] : []).map((path) => ({ path, noun: 'unit', parts, isFolder: false, isOfUnit: true })),
    ...dropIns.map((path) => ({ path, noun: 'drop-in', parts, isFolder: false, isOfUnit: true })),
  ];
}

/** The parts that have added an entry, for messages. */
export function partsOf({ origins }: MergedEntry): string {
  return [...new Set(Object.values(origins))].join(' and ');
}

/** The directories above a path, the topmost first. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
}
