import { isPlain } from '../../core/check-shape';
import { SecretValue } from '../../core/secret-value';
import type { ButaneConfig, ButaneIgnition, ButaneResource } from '../butane/config';
import type { Reveal } from './content';
import { resourceOf } from './content';
import type { MachineEntries } from './entries';
import type { EntryKind, MergedEntry } from './entry';
import { hostsText } from './hosts-text';
import type { MachineOs } from '../config/machine-os';
import type { Path } from '../report/path';

/** The sections of a config and their lists, in the order of Butane's documentation. */
const SECTIONS: Readonly<Record<string, readonly EntryKind[]>> = {
  storage: ['disks', 'raid', 'filesystems', 'files', 'directories', 'links', 'luks', 'trees'],
  systemd: ['units'],
  passwd: ['users', 'groups'],
};

/**
 * The Butane config of entries.
 *
 * @param entries The entries of the parts.
 * @param os The operating system.
 * @param reveal Returns the value of a secret.
 * @param layers Configs that are merged, before those that a part names.
 */
export function configOf(
  entries: MachineEntries,
  os: MachineOs,
  reveal: Reveal,
  layers: readonly ButaneResource[] = [],
): ButaneConfig {
  const sections: Record<string, unknown> = {};
  for (const [section, kinds] of Object.entries(SECTIONS)) {
    const lists = kinds
      .map((kind) => [kind, entries.ofKind(kind).map((entry) => itemOf(entry, entries, reveal))] as const)
      .filter(([, items]) => items.length > 0);
    if (lists.length > 0) sections[section] = Object.fromEntries(lists);
  }
  for (const { value } of entries.ofKind('settings')) {
    if (typeof value.section === 'string') sections[value.section] = value.body;
  }
  if (layers.length > 0) sections.ignition = withLayers(sections.ignition as ButaneIgnition | undefined, layers);
  const args = kernelArguments(entries);
  return {
    variant: os.variant,
    version: os.butane,
    ...sections,
    ...(args && { kernel_arguments: args }),
  } as ButaneConfig;
}

function withLayers(ignition: ButaneIgnition = {}, layers: readonly ButaneResource[]): ButaneIgnition {
  return { ...ignition, config: { ...ignition.config, merge: [...layers, ...(ignition.config?.merge ?? [])] } };
}

/** The path of the items of a kind in a config. */
export function sectionPath(kind: EntryKind): Path {
  const section = Object.entries(SECTIONS).find(([, kinds]) => kinds.includes(kind))?.[0];
  if (section !== undefined) return [section, kind];
  return kind === 'kernel_arguments' ? [kind] : [];
}

function itemOf(entry: MergedEntry, entries: MachineEntries, reveal: Reveal): Readonly<Record<string, unknown>> {
  const { value } = entry;
  if (entry.kind === 'files') return fileOf(value, entries, reveal);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, revealed(field, reveal)]));
}

function revealed(value: unknown, reveal: Reveal): unknown {
  return SecretValue.isSecretValue(value) ? reveal(value) : value;
}

function fileOf(
  { hosts, contents, append, ...rest }: Readonly<Record<string, unknown>>,
  entries: MachineEntries,
  reveal: Reveal,
): Readonly<Record<string, unknown>> {
  const resource = (content: unknown): ButaneResource => resourceOf(content, reveal);
  const whole = hosts === true ? { overwrite: true, contents: { inline: hostsText(entries) }, mode: 0o644 } : {};
  return {
    ...rest,
    ...(contents !== undefined && { contents: resource(contents) }),
    ...whole,
    ...(append !== undefined && { append: Array.isArray(append) ? append.map(resource) : append }),
  };
}

function kernelArguments(entries: MachineEntries): Readonly<Record<string, readonly string[]>> | undefined {
  const all = entries.ofKind('kernel_arguments');
  const lists = ['should_exist', 'should_not_exist']
    .map((list) => [list, all.filter(({ value }) => value.list === list).map(({ key }) => key)] as const)
    .filter(([, args]) => args.length > 0);
  return lists.length === 0 ? undefined : Object.fromEntries(lists);
}

/** Every named owner of a file, directory or link, with its path. */
export function ownersOf(
  entries: MachineEntries,
): readonly { readonly field: 'user' | 'group'; readonly name: string; readonly path: string }[] {
  const nodes = (['files', 'directories', 'links'] as const).flatMap((kind) => entries.ofKind(kind));
  return nodes.flatMap(({ key, value }) =>
    (['user', 'group'] as const).flatMap((field) => {
      const owner = value[field];
      return isPlain(owner) && typeof owner.name === 'string' ? [{ field, name: owner.name, path: key }] : [];
    }),
  );
}
