import { parseSemver } from '../../syntax/semver';
import type { ConfigObject } from '../../value';
import { objectOf, objectsOf, textOf } from '../../value';
import type { Check } from '../check-context';
import { BAD_VERSION, CONFLICTS_WITH_UNIT, UNKNOWN_VERSION } from '../rules';

const UNITS = '/etc/systemd/system/';

/** Contradictions between files and units. */
export const config: Check<ConfigObject> = (root, context) => {
  const written = new Set<string>();
  for (const unit of objectsOf(objectOf(root, 'systemd'), 'units')) {
    const path = UNITS + (textOf(unit, 'name') ?? '');
    if ((textOf(unit, 'contents') ?? '') !== '') written.add(path);
    for (const dropin of objectsOf(unit, 'dropins')) {
      if ((textOf(dropin, 'contents') ?? '') !== '') written.add(`${path}.d/${textOf(dropin, 'name') ?? ''}`);
    }
  }
  if (written.size === 0) return;
  const storage = objectOf(root, 'storage');
  for (const list of ['files', 'directories', 'links']) {
    objectsOf(storage, list).forEach((node, i) => {
      if (written.has(textOf(node, 'path') ?? '')) context.add(CONFLICTS_WITH_UNIT, ['storage', list, i, 'path']);
    });
  }
};

/** The version of a config. */
export const ignition: Check<ConfigObject> = (object, context) => {
  const version = parseSemver(textOf(object, 'version') ?? '');
  if (version === undefined) context.add(BAD_VERSION, ['version']);
  else if (version !== `3.${context.spec}.0`) context.add(UNKNOWN_VERSION, ['version']);
};
