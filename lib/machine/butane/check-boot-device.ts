import type { CheckContext } from '../ignition/check-context';
import type { Dialect } from '../schema/versions';
import type { ConfigObject } from '../value';
import { isEmptyValue, isTrue, objectOf, objectsOf, textOf, textsOf } from '../value';
import * as rules from './rules';

const PLAIN = new Set(['aarch64', 'ppc64le', 'x86_64']);
/** Which disks a layout of IBM Z boots from. */
const DISKS: Readonly<Record<string, RegExp>> = {
  's390x-eckd': /\/dev\/dasd[a-z]$/,
  's390x-zfcp': /\/dev\/sd[a-z]$/,
};

/** The boot device. */
export function bootDevice(boot: ConfigObject, context: CheckContext, { minor }: Dialect): void {
  const layout = textOf(boot, 'layout');
  const luks = objectOf(boot, 'luks');
  const mirrored = textsOf(objectOf(boot, 'mirror'), 'devices').length;
  const knowsS390 = minor >= 6;
  if (mirrored > 0 && layout === undefined) {
    context.add(minor >= 7 ? rules.MIRROR_NEEDS_LAYOUT : rules.MIRROR_SHOULD_HAVE_LAYOUT, ['mirror']);
  }
  if (layout !== undefined && !PLAIN.has(layout)) {
    if (!knowsS390) context.add(rules.UNKNOWN_LAYOUT_OLD, ['layout']);
    else checkLayout(layout, textOf(luks, 'device') ?? '', context);
  }
  if (layout?.startsWith('s390x') === true && knowsS390 && mirrored > 0) {
    context.add(rules.MIRROR_UNSUPPORTED, ['layout']);
  }
  if (knowsS390 && isTrue(objectOf(luks, 'cex'), 'enabled')) {
    if (layout === undefined) context.add(rules.CEX_ARCHITECTURE, ['luks', 'cex']);
    else if (!layout.startsWith('s390x')) context.add(rules.CEX_ARCHITECTURE, ['layout']);
    if (objectsOf(luks, 'tang').length > 0 || isTrue(luks, 'tpm2')) context.add(rules.BOOT_CEX_WITH_CLEVIS, ['luks']);
  }
  // Upstream looks at the mirror twice: here, and at its own place.
  if (mirrored === 1) context.add(rules.TOO_FEW_MIRRORS, ['mirror', 'devices']);
}

function checkLayout(layout: string, device: string, context: CheckContext): void {
  const disks = Object.hasOwn(DISKS, layout) ? DISKS[layout] : undefined;
  if (disks === undefined) {
    if (layout !== 's390x-virt') context.add(rules.UNKNOWN_LAYOUT, ['layout']);
  } else if (device === '') context.add(rules.LUKS_DEVICE_REQUIRED, ['layout']);
  else if (!disks.test(device)) context.add(rules.LUKS_DEVICE_NAME, ['layout']);
}

/** The disks of a mirror. */
export function bootDeviceMirror(mirror: ConfigObject, context: CheckContext): void {
  if (textsOf(mirror, 'devices').length === 1) context.add(rules.TOO_FEW_MIRRORS, ['devices']);
}

/** The encryption of the boot device. */
export function bootDeviceLuks(luks: ConfigObject, context: CheckContext, { minor }: Dialect): void {
  if (minor < 7 || (textOf(luks, 'device') ?? '') === '') return;
  const hasMethod =
    objectsOf(luks, 'tang').some((tang) => Object.values(tang).some((value) => value !== undefined && value !== '')) ||
    isTrue(luks, 'tpm2') ||
    isTrue(objectOf(luks, 'cex'), 'enabled');
  // No field has this name: the position is that of luks.
  if (!hasMethod && !isEmptyValue(luks)) context.add(rules.NO_LUKS_METHOD, ['luks']);
}
