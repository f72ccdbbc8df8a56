import { extensionOf } from './node-path';
import { quote } from './quote';
import { bytesOf } from './runes';
import { UnitText } from './unit-text';

/** The text of a systemd unit as Ignition reads it. */
export interface ReadUnit {
  /** Why it cannot be read, in Ignition's words; undefined when it can. */
  readonly fault: string | undefined;
  /** Whether a section `[Install]` has at least one option; never where the text cannot be read. */
  readonly hasInstall: boolean;
}

const UNIT_EXTENSIONS = [
  '.service',
  '.socket',
  '.device',
  '.mount',
  '.automount',
  '.swap',
  '.target',
  '.path',
  '.timer',
  '.snapshot',
  '.slice',
  '.scope',
];

/** Reads the text of a unit or a drop-in. Names and values of options are not looked at. */
export function readUnit(contents: string | Uint8Array): ReadUnit {
  const text = new UnitText(bytesOf(contents));
  const fault = text.read();
  if (fault !== undefined) return { fault: `invalid unit content: ${fault}`, hasInstall: false };
  return { fault: undefined, hasInstall: text.sections.has('Install') };
}

/** The fault of the name of a unit, in Ignition's words. */
export function unitNameFault(name: string): string | undefined {
  return UNIT_EXTENSIONS.includes(extensionOf(name)) ? undefined : 'invalid systemd unit extension';
}

/** The fault of the name of a drop-in, in Ignition's words. */
export function dropinNameFault(name: string): string | undefined {
  return extensionOf(name) === '.conf' ? undefined : 'invalid systemd drop-in extension';
}

/** The template of which a service is an instance: `getty@.service` of `getty@tty1.service`; undefined for others. */
export function templateOf(name: string): string | undefined {
  // By searching for the ends: a regular expression looks at each @ once more for every other one.
  const at = name.indexOf('@', 1);
  const end = name.length - '.service'.length;
  if (at < 0 || end <= at + 1 || !name.endsWith('.service') || name.includes('\n')) return undefined;
  return `${name.slice(0, at)}@.service`;
}

/** The warning about an enabled unit that nothing starts, in Ignition's words. */
export function noInstallWarning(name: string): string {
  return `unit ${quote(name)} is enabled, but has no install section so enable does nothing`;
}

/** The warning about an enabled instance of a template that cannot be enabled, in Ignition's words. */
export function templateWithoutInstallWarning(template: string, instance: string): string {
  return `template unit ${quote(template)} for ${quote(instance)} doesn't have Install section`;
}
