import type { SystemdUnit as Unit } from '../systemd/unit';
import { SystemdUnit } from '../systemd/unit';
import { escapePath } from '../syntax/systemd-escape';

/** A mount of a machine, which becomes a unit. */
export interface Mount {
  /** What is mounted. */
  readonly what: string;
  /** Where. */
  readonly where: string;
  /** The type of the file system; undefined for a bind mount. */
  readonly type?: string;
  /** Options. */
  readonly options: readonly string[];
}

/**
 * The unit of a mount.
 *
 * It is wanted, not required, by local-fs.target: a machine whose data disk is missing still boots and can be reached.
 * What must not run without the disk says so by RequiresMountsFor.
 */
export function mountUnit({ what, where, type, options }: Mount): Unit {
  const isBind = type === undefined;
  return new SystemdUnit({
    name: `${escapePath(where)}.mount`,
    enabled: true,
    unit: {
      Description: isBind ? `${where}, from ${what}` : `${where}`,
      ...(isBind && { RequiresMountsFor: [what] }),
      Before: ['local-fs.target'],
    },
    mount: {
      What: what,
      Where: where,
      Type: type ?? 'none',
      Options: isBind ? ['bind', ...options] : options,
    },
    install: { WantedBy: ['local-fs.target'] },
  });
}
