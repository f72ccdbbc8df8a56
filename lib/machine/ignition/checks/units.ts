import {
  dropinNameFault,
  noInstallWarning,
  readUnit,
  templateOf,
  templateWithoutInstallWarning,
  unitNameFault,
} from '../../syntax/unit';
import type { ConfigObject } from '../../value';
import { isTrue, objectsOf, textOf } from '../../value';
import type { Check, CheckContext } from '../check-context';
import * as rules from '../rules-of-units';

/** Whether nothing more can be said of the install section: it is there, or the text cannot be read. */
function isDone(object: ConfigObject, context: CheckContext): boolean {
  const { fault, hasInstall } = readUnit(textOf(object, 'contents') ?? '');
  if (fault !== undefined) context.add(rules.BAD_UNIT_CONTENTS, ['contents'], fault);
  return fault !== undefined || hasInstall;
}

/** A unit. */
export const unit: Check<ConfigObject> = (object, context) => {
  const name = textOf(object, 'name') ?? '';
  if (unitNameFault(name) !== undefined) context.add(rules.BAD_UNIT_EXTENSION, ['name']);
  const done = isDone(object, context);
  if (!isTrue(object, 'enabled') || (textOf(object, 'contents') ?? '') === '' || done) return;
  context.add(rules.NO_INSTALL_SECTION, ['contents'], noInstallWarning(name));
};

/** A drop-in of a unit. */
export const dropin: Check<ConfigObject> = (object, context) => {
  isDone(object, context);
  if (dropinNameFault(textOf(object, 'name') ?? '') !== undefined) context.add(rules.BAD_DROPIN_EXTENSION, ['name']);
};

/** Contradictions between units. */
export const systemd: Check<ConfigObject> = (object, context) => {
  const units = objectsOf(object, 'units');
  let byName: Map<string, ConfigObject> | undefined;
  const lackInstall = new Map<string, boolean>();
  units.forEach((entry, i) => {
    const name = textOf(entry, 'name') ?? '';
    const template = isTrue(entry, 'enabled') ? templateOf(name) : undefined;
    if (template === undefined) return;
    byName ??= new Map(units.map((its) => [textOf(its, 'name') ?? '', its]));
    if (!lackInstall.has(template)) lackInstall.set(template, lacksInstall(byName.get(template)));
    if (lackInstall.get(template) === true)
      context.add(rules.TEMPLATE_NO_INSTALL, ['units', i, 'contents'], templateWithoutInstallWarning(template, name));
  });
};

function lacksInstall(unit: ConfigObject | undefined): boolean {
  const contents = textOf(unit, 'contents') ?? '';
  if (contents === '') return false;
  const { fault, hasInstall } = readUnit(contents);
  return fault === undefined && !hasInstall;
}
