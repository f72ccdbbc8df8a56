import { SystemdUnit } from '../../systemd/unit';
import { escapePath } from '../../systemd/escape';

/** A mount of a machine, which becomes a unit. */
export interface Mount {
  /** The device or directory that is mounted. */
  readonly what: string;
  /** The mount point. */
  readonly where: string;
  /** The type of the file system; undefined for a bind mount. */
  readonly type?: string;
  /** Mount options. */
  readonly options: readonly string[];
}

/**
 * The unit of a mount.
 *
 * It is wanted, not required, by local-fs.target: a machine whose data disk is missing still boots and can be reached.
 * Units that must not run without the disk declare it by RequiresMountsFor.
 */
export function mountUnit({ what, where, type, options }: Mount): SystemdUnit {
  const isBind = type === undefined;
  // Only these are repaired by fsck at boot: fsck.xfs and fsck.btrfs do nothing.
  const check = type === 'ext4' ? [`systemd-fsck@${escapePath(what)}.service`] : [];
  return new SystemdUnit({
    name: `${escapePath(where)}.mount`,
    enabled: true,
    unit: {
      Description: isBind ? `${where}, from ${what}` : where,
      ...(check.length > 0 && { Requires: check, After: check }),
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
