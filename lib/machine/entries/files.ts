import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { LONE_SURROGATE } from '../../core/output-file';
import { either, flag, integer, list, object, optional, required, text } from '../../core/shape';
import { typeName } from '../../core/format';
import type { ButaneDirectory, ButaneLink, ButaneOwner } from '../butane/config';
import type { MachineFileContent } from './content';
import { CONTENT } from './content';
import type { Entry } from './entry';
import type { TextPattern } from '../../core/patterns';
import { USER_NAME_PATTERN } from '../../core/patterns';
import { ID_RANGE, MODE_RANGE, PATH_PATTERN } from './patterns';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';

/** Fields that files, directories and links of a machine share. */
export interface MachineNode {
  /** Its absolute path. */
  readonly path: string;
  /**
   * The user that owns it, by name or number. The user must exist in the image, or be created by a part.
   *
   * @default root
   */
  readonly user?: string | number;
  /**
   * The group that owns it, by name or number.
   *
   * @default root
   */
  readonly group?: string | number;
  /**
   * Whether it replaces what the image has at this path.
   *
   * @default false
   */
  readonly overwrite?: boolean;
}

/** A file of a machine. */
export interface MachineFile extends MachineNode {
  /**
   * Its contents. A secret makes the output of the whole machine readable by its owner only.
   *
   * @default - what the image has there; `append` is then appended to it
   */
  readonly contents?: MachineFileContent;
  /**
   * Contents that are appended to it, in order. Several parts may append to one file.
   *
   * @default - nothing
   */
  readonly append?: readonly MachineFileContent[];
  /**
   * Its mode, for example `0o600`.
   *
   * @default 0o644
   */
  readonly mode?: number;
}

/** A directory of a machine. */
export interface MachineDirectory extends MachineNode {
  /**
   * Its mode, for example `0o700`.
   *
   * @default 0o755
   */
  readonly mode?: number;
  /**
   * A directory above it: directories between the two get the same owner and mode. Otherwise missing ones are created
   * and belong to root.
   *
   * @default - Ignition creates missing directories, owned by root, mode 0755
   */
  readonly ensureParents?: string;
}

/** A link of a machine. */
export interface MachineLink extends MachineNode {
  /** The target: an absolute path or, for a symbolic link, one relative to its own directory. */
  readonly target: string;
  /**
   * Whether it is a hard link.
   *
   * @default false
   */
  readonly hard?: boolean;
}

const OWNER = either(text(USER_NAME_PATTERN), integer(ID_RANGE));
const NODE = {
  path: required(text(PATH_PATTERN)),
  user: optional(OWNER),
  group: optional(OWNER),
  overwrite: optional(flag()),
};
const MODE = optional(integer({ ...MODE_RANGE, unit: '(decimal; write 0o644 for the usual mode)' }));

// The root is a directory and always exists.
const FILE_PATH = required(
  text({ ...PATH_PATTERN, pattern: new RegExp(`(?!^/$)${PATH_PATTERN.pattern.source}`, 'u') }),
);

const FILE = object<MachineFile>({
  ...NODE,
  path: FILE_PATH,
  contents: optional(CONTENT),
  append: optional(list(CONTENT)),
  mode: MODE,
});
const DIRECTORY = object<MachineDirectory>({ ...NODE, mode: MODE, ensureParents: optional(text(PATH_PATTERN)) });
const TARGET_PATTERN: TextPattern = {
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  pattern: /^[^\u0000-\u001f\u007f-\u009f\p{Surrogate}]+$/u,
  form: 'a path without control characters',
};
const LINK = object<MachineLink>({
  ...NODE,
  path: FILE_PATH,
  target: required(text(TARGET_PATTERN)),
  hard: optional(flag()),
});

/** The entry of a file. */
export function fileEntries(path: string, part: string, props: MachineFile): readonly Entry[] {
  const { user, group, ...rest } = checkedProps(path, FILE, props, fileFaults);
  return [{ kind: 'files', key: rest.path, part, value: { ...rest, ...owners(user, group) } }];
}

function fileFaults({ contents, append, overwrite }: MachineFile): readonly ShapeFault[] {
  const broken = [contents, ...(append ?? [])].filter((c) => typeof c === 'string' && LONE_SURROGATE.test(c));
  if (broken.length > 0) {
    return [fault(CORE.fileContent, 'contents', 'the text holds half of a surrogate pair, which UTF-8 cannot encode')];
  }
  if (overwrite !== true || contents !== undefined) return [];
  const given = append === undefined ? typeName(contents) : 'append alone';
  return [fault(CORE.requiredField, 'contents', 'a file that replaces another needs contents', { given })];
}

/** The entries of a directory, and of those above it. */
export function directoryEntries(path: string, part: string, props: MachineDirectory): readonly Entry[] {
  const { ensureParents, user, group, ...rest } = checkedProps(path, DIRECTORY, props, parentFaults);
  const value: ButaneDirectory = { ...rest, ...owners(user, group) };
  const between = ensureParents === undefined ? [] : directoriesBetween(ensureParents, rest.path);
  return [...between, rest.path].map((key) => ({ kind: 'directories', key, part, value: { ...value, path: key } }));
}

function parentFaults({ ensureParents, path }: MachineDirectory): readonly ShapeFault[] {
  if (ensureParents === undefined || isBelow(path, ensureParents)) return [];
  const more = { given: ensureParents, allowed: 'a directory above it' };
  return [fault(CORE.wrongFormat, 'ensureParents', `${path} is not below it`, more)];
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder === '/' ? '/' : `${folder}/`) && path !== folder;
}

/** The directories above a path and below a folder. */
function directoriesBetween(folder: string, path: string): readonly string[] {
  const base = folder === '/' ? '' : folder;
  const parts = path.slice(base.length + 1).split('/');
  return parts.slice(0, -1).map((_, i) => `${base}/${parts.slice(0, i + 1).join('/')}`);
}

/** The entry of a link. */
export function linkEntries(path: string, part: string, props: MachineLink): readonly Entry[] {
  const { user, group, ...rest } = checkedProps(path, LINK, props);
  const value: ButaneLink = { ...rest, ...owners(user, group) };
  return [{ kind: 'links', key: rest.path, part, value: { ...value } }];
}

function owners(
  user: string | number | undefined,
  group: string | number | undefined,
): { readonly user?: ButaneOwner; readonly group?: ButaneOwner } {
  return { ...(user !== undefined && { user: owner(user) }), ...(group !== undefined && { group: owner(group) }) };
}

function owner(given: string | number): ButaneOwner {
  return typeof given === 'number' ? { id: given } : { name: given };
}
