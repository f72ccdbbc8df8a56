import type { ShapeFault } from '../../core/check-shape';
import { isPlain } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { typeName } from '../../core/format';
import type { Entry, EntryKind } from './entry';
import { fault } from '../../core/fault';
import type { MachineButane } from '../config/machine';

/** The lists of a Butane config, by section, and the key of their items. */
const LISTS: Readonly<Record<string, Readonly<Partial<Record<EntryKind, string>>>>> = {
  storage: {
    disks: 'device',
    raid: 'name',
    filesystems: 'device',
    files: 'path',
    directories: 'path',
    links: 'path',
    luks: 'name',
    trees: 'local',
  },
  systemd: { units: 'name' },
  passwd: { users: 'name', groups: 'name' },
};

/** The sections that no two parts can share. */
const WHOLE = ['ignition', 'boot_device', 'grub'];

/** The entries of a whole Butane config. Their contents are checked by the transpiler. */
export function butaneEntries(
  config: MachineButane,
  part: string,
): { readonly entries: readonly Entry[]; readonly faults: readonly ShapeFault[] } {
  const entries: Entry[] = [];
  const faults: ShapeFault[] = [];
  const wrong = (at: string, value: unknown, allowed: string): unknown =>
    faults.push(fault(CORE.wrongType, at, `the value is ${typeName(value)}`, { allowed }));
  for (const [section, body] of Object.entries(config) as [string, unknown][]) {
    if (WHOLE.includes(section)) {
      entries.push({ kind: 'settings', key: `the section ${section}`, part, value: { section, body } });
    } else if (!isPlain(body)) {
      wrong(section, body, 'an object');
    } else if (section === 'kernel_arguments') {
      for (const [list, args] of Object.entries(body)) {
        if (!Array.isArray(args)) wrong(`${section}.${list}`, args, 'a list');
        else
          for (const key of args as readonly string[])
            entries.push({ kind: section, key, part, value: { list, [list]: key } });
      }
    } else if (LISTS[section] === undefined) {
      const allowed = [...Object.keys(LISTS), 'kernel_arguments', ...WHOLE].join(', ');
      faults.push(fault(CORE.unknownField, section, 'there is no such section', { allowed }));
    } else {
      for (const [list, items] of Object.entries(body)) {
        const at = `${section}.${list}`;
        const keyField = LISTS[section][list as EntryKind];
        if (keyField === undefined) {
          const allowed = Object.keys(LISTS[section]).join(', ');
          faults.push(fault(CORE.unknownField, at, 'there is no such list', { allowed }));
        } else if (!Array.isArray(items)) wrong(at, items, 'a list');
        else {
          items.forEach((value: unknown, i) => {
            const key = isPlain(value) ? value[keyField] : undefined;
            if (!isPlain(value) || typeof key !== 'string') wrong(`${at}[${i}].${keyField}`, key, 'a text');
            else entries.push({ kind: list as EntryKind, key, part, value });
          });
        }
      }
    }
  }
  return { entries, faults };
}
