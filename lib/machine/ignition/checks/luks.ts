import { luksLabelFault } from '../../syntax/labels';
import { tangUrlFault, validateUrl } from '../../syntax/source';
import type { ConfigObject } from '../../value';
import { isTrue, objectOf, textOf } from '../../value';
import type { Check } from '../check-context';
import { BAD_SCHEME, BAD_URL } from '../rules';
import * as rules from '../rules-of-disks';
import { hasClevis, hasOtherClevis } from './disks';
import { addPathFault } from './paths';

/** An encrypted volume. */
export const luks: Check<ConfigObject> = (object, context) => {
  if ((textOf(object, 'name') ?? '').includes('/')) context.add(rules.LUKS_NAME_SLASH, ['name']);
  context.addFault(luksLabelFault(textOf(object, 'label') ?? ''), ['label'], rules.LUKS_LABEL_TOO_LONG);
  const device = textOf(object, 'device') ?? '';
  if (device === '') context.add(rules.DEVICE_REQUIRED, ['device']);
  else addPathFault(context, ['device'], device);
  const clevis = objectOf(object, 'clevis');
  const custom = objectOf(clevis, 'custom');
  const hasCustom = context.spec <= 2 ? custom !== undefined : (textOf(custom, 'pin') ?? '') !== '';
  if (hasCustom && hasOtherClevis(clevis)) context.add(rules.CUSTOM_CLEVIS_WITH_OTHERS, ['clevis']);
  const key = textOf(objectOf(object, 'key_file'), 'source') ?? '';
  // No field has this name: the position is that of the volume.
  if (key !== '' && validateUrl(key, context.version) !== undefined) context.add(rules.BAD_KEY_FILE, ['keys']);
  if (!isTrue(objectOf(object, 'cex'), 'enabled')) return;
  if (hasClevis(object)) context.add(rules.CEX_WITH_CLEVIS, ['cex']);
  if (key !== '') context.add(rules.CEX_WITH_KEY_FILE, ['cex']);
};

const PINS = new Set(['tpm2', 'tang', 'sss']);

/** A custom config of clevis, in spec 3.2. */
export const custom: Check<ConfigObject> = (object, context) => {
  const [pin, config] = [textOf(object, 'pin') ?? '', textOf(object, 'config') ?? ''];
  if (pin === '' && config === '') return;
  if (!PINS.has(pin)) context.add(rules.UNKNOWN_PIN, ['pin']);
  if (config === '') context.add(rules.CLEVIS_CONFIG_REQUIRED, ['config']);
};

/** A custom config of clevis, since spec 3.3. */
export const clevisCustom: Check<ConfigObject> = (object, context) => {
  const pin = textOf(object, 'pin') ?? '';
  const config = textOf(object, 'config') ?? '';
  if (pin === '' && config === '' && !isTrue(object, 'needs_network')) return;
  if (pin === '') context.add(rules.PIN_REQUIRED, ['pin']);
  else if (context.spec <= 5 && !PINS.has(pin)) context.add(rules.UNKNOWN_PIN, ['pin']);
  if (config === '') context.add(rules.CLEVIS_CONFIG_REQUIRED, ['config']);
};

/** A server of keys. */
export const tang: Check<ConfigObject> = (object, context) => {
  context.addFault(tangUrlFault(textOf(object, 'url') ?? ''), ['url'], BAD_URL, BAD_SCHEME);
  if ((textOf(object, 'thumbprint') ?? '') === '') context.add(rules.THUMBPRINT_REQUIRED, ['thumbprint']);
  const advertisement = textOf(object, 'advertisement') ?? '';
  if (advertisement !== '' && !isJson(advertisement)) context.add(rules.BAD_ADVERTISEMENT, ['advertisement']);
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
