import { defineFinding } from '../../core/finding-type';

/** Codes of disks, filesystems and mounts. */
export const STORAGE = {
  kernelName: defineFinding('machine', {
    code: 'KV5701',
    level: 'warning',
    title: 'a device is named by a kernel name, which may change',
    explanation:
      'The kernel numbers disks as it finds them, and by driver: /dev/sdb is /dev/vdb with virtio, and ' +
      'may be the boot ' +
      'disk after the next boot. Then the wrong disk is wiped.',
    fix: 'name it by BlockDevice.byId or BlockDevice.byPartLabel',
    source: 'Butane issue 532',
  }),
  badPartition: defineFinding('machine', {
    code: 'KV5702',
    level: 'error',
    title: 'a partition cannot be found again',
    explanation: 'Ignition identifies partitions by number or label, which are unique on a disk.',
    fix: 'give each partition a unique label or number',
    source: 'Ignition: a partition number >= 1 or a label must be specified',
  }),
  labelTooLong: defineFinding('machine', {
    code: 'KV5703',
    level: 'error',
    title: 'the label of a filesystem or partition is too long',
    explanation: 'The format has no room for it.',
    fix: 'shorten the label',
    source: 'Ignition: filesystem labels cannot be longer than',
  }),
  mountUnitPlace: defineFinding('machine', {
    code: 'KV5704',
    level: 'error',
    title: 'a data disk is mounted where images do not keep mounts',
    explanation:
      'Images of this kind keep local data below /var and /etc; the rest is read-only, or recreated at each boot.',
    fix: 'mount it below /var',
    source: 'Butane: mount units of fcos 1.6.0 and later',
  }),
  hidden: defineFinding('machine', {
    code: 'KV5705',
    level: 'error',
    advice: true,
    title: 'a file is written where another filesystem is mounted later',
    explanation:
      'Ignition writes before units mount. Anything below a mount point is hidden from then on, unless Ignition ' +
      'itself mounts the filesystem there while it writes.',
    fix:
      'write it below the mount point of the disk that is bound there, or create it in a unit that runs ' +
      'after the mount',
    source: 'systemd.mount(5); Ignition, its files stage',
  }),
} as const;
