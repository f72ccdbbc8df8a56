/**
 * The platform from which a machine gets its config.
 *
 * - `aws`, `gcp`, `yandex`, `openstack`: the user data of the cloud. Ignition has no provider for Yandex Cloud: its
 *   images are built for the platform `gcp`, whose metadata Yandex Cloud serves too.
 * - `qemu`: the firmware configuration interface of QEMU, also below libvirt.
 * - `metal`, `vmware`: a file or URL, without a limit that matters.
 */
export type MachinePlatform = 'aws' | 'gcp' | 'yandex' | 'openstack' | 'qemu' | 'metal' | 'vmware';

/** The size limit of a platform for configs. */
export interface PlatformLimit {
  /** The limit in bytes. */
  readonly bytes: number;
  /** Whether the bytes are counted after base64. */
  readonly base64: boolean;
  /** Whether a larger config is refused; otherwise it is slow. */
  readonly hard: boolean;
}

/** The limits that are known. */
export const PLATFORM_LIMITS: Readonly<Record<MachinePlatform, PlatformLimit | undefined>> = {
  aws: { bytes: 16384, base64: false, hard: true },
  gcp: { bytes: 262144, base64: false, hard: true },
  // Not documented: the limit of the metadata service that it imitates.
  yandex: { bytes: 262144, base64: false, hard: true },
  openstack: { bytes: 65535, base64: true, hard: true },
  qemu: { bytes: 1024 ** 2, base64: false, hard: false },
  metal: undefined,
  vmware: undefined,
};

/** The names of the platforms. */
export const PLATFORMS = ['aws', 'gcp', 'yandex', 'openstack', 'qemu', 'metal', 'vmware'] as const;

/** The size of a text as the limit counts it, in bytes. */
export function sizeFor({ base64 }: PlatformLimit, text: string): number {
  const bytes = Buffer.byteLength(text);
  return base64 ? Math.ceil(bytes / 3) * 4 : bytes;
}
