import type { IConstruct } from 'constructs';

import type { Finding } from '../../core/findings';
import { ACCESS } from '../codes/access';
import type { MachineEntries } from '../entries/entries';
import type { EntryKind } from '../entries/entry';
import { partsOf } from '../entries/path-space';
import { ownersOf } from '../entries/entries-config';
import { MACHINE } from '../codes/machine';
import type { MachineOutput, Shown } from './machine-output';
import type { Transpiled } from '../butane/transpiled';
import type { Found } from './place-checks';
import { placeFindings } from './place-checks';
import type { MachinePlatform } from './platform';
import { PLATFORM_LIMITS, sizeFor } from './platform';

/** The faults of the config of a machine as a whole, once every part is known. */
export function configFindings(
  scope: IConstruct,
  entries: MachineEntries,
  output: MachineOutput,
  platform: MachinePlatform | undefined,
  pointer: string | undefined,
): readonly Finding[] {
  const configs = output.shown();
  const own = pointer === undefined ? configs.at(-1)?.transpiled.json : output.pointerIgnition().toString();
  const found = [
    ...transpilerFindings(configs, () => output.shownFlat(entries)),
    ...(pointer === undefined ? [] : pointerFindings(output.shownPointer())),
    ...userFindings(entries),
    ...ownerFindings(entries),
    ...placeFindings(entries),
    ...sizeFindings(own ?? '', platform),
  ];
  return found.map(([type, details]) => ({ type, scope, details }));
}

/**
 * The transpiler's own findings. If layers are refused, only their findings are reported; faults that only all parts
 * together have cannot be seen in a single layer.
 */
function transpilerFindings(configs: readonly Shown[], flat: () => Shown): readonly Found[] {
  const layers = configs.slice(0, -1);
  const isFatal = ({ transpiled }: Shown): boolean => transpiled.report.isFatal;
  const found = (layers.some(isFatal) ? layers : configs).flatMap(reported);
  return layers.length === 0 || configs.some(isFatal) ? found : [...found, ...fresh(reported(flat()), found)];
}

/** The specification may not support the scheme of the URL yet: then the small config is refused. */
function pointerFindings({ report }: Transpiled): readonly Found[] {
  return report.entries
    .filter(({ level }) => level !== 'note')
    .map(({ type, message }): Found => [type, { message, property: 'pointer' }]);
}

/** The findings that are not among the others. Their paths refer to other configs. */
function fresh(findings: readonly Found[], others: readonly Found[]): readonly Found[] {
  const idOf = ([{ code }, { message }]: Found): string => `${code} ${message}`;
  const known = new Set(others.map(idOf));
  return findings.filter((finding) => !known.has(idOf(finding)));
}

function reported({ entries, transpiled }: Shown): readonly Found[] {
  return transpiled.report.entries
    .filter(({ level }) => level !== 'note')
    .map(({ type, message, path }): Found => {
      const place = placeOf(entries, path);
      const property = path === '' ? {} : { property: path };
      return [type, { message: place === undefined ? message : `${place}: ${message}`, ...property }];
    });
}

/** The subject of a report entry in terms of the program: paths of the report refer to the written config. */
function placeOf(entries: MachineEntries, path: string): string | undefined {
  const [, kind = '', index = ''] = /^\$\.(?:storage|systemd|passwd)\.(\w+)\.(\d+)/.exec(path) ?? [];
  const entry = entries.ofKind(kind as EntryKind)[Number(index)];
  return entry === undefined || index === '' ? undefined : `${entry.key} of the part ${partsOf(entry)}`;
}

// Users that images bring along, with their own login.
const OWN_WAY_IN = ['root', 'core'];

function userFindings(entries: MachineEntries): readonly Found[] {
  return entries.ofKind('users').flatMap(({ key, value }) => {
    const { groups, ssh_authorized_keys, ssh_authorized_keys_local, password_hash } = value;
    const found: Found[] = [];
    const isIn = [ssh_authorized_keys, ssh_authorized_keys_local, password_hash].some((way) => way !== undefined);
    const isPerson = value.system !== true && value.should_exist !== false && !OWN_WAY_IN.includes(key);
    const property = `user ${key}`;
    if (isPerson && !isIn)
      found.push([ACCESS.noWayIn, { message: 'the user has neither an SSH key nor a password', property }]);
    if (Array.isArray(groups) && groups.includes('docker')) {
      found.push([ACCESS.dockerGroup, { message: 'the user can become root through dockerd', property }]);
    }
    return found;
  });
}

function ownerFindings(entries: MachineEntries): readonly Found[] {
  const users = new Set(['root', ...entries.ofKind('users').map(({ key }) => key)]);
  const groups = new Set(['root', ...users, ...entries.ofKind('groups').map(({ key }) => key)]);
  return ownersOf(entries)
    .filter(({ field, name }) => !(field === 'user' ? users : groups).has(name))
    .map(({ field, name, path }) => [
      ACCESS.unknownOwner,
      { message: `no part creates the ${field} ${name}`, property: `path ${path}`, given: name },
    ]);
}

/** A secret counts as its placeholder here: its length is known only when it is resolved. */
function sizeFindings(text: string, platform: MachinePlatform | undefined): readonly Found[] {
  const limit = platform && PLATFORM_LIMITS[platform];
  if (limit === undefined) return [];
  const size = sizeFor(limit, text);
  if (size <= limit.bytes) return [];
  const form = limit.base64 ? ' of base64' : '';
  const details = {
    message: limit.hard ? `${platform} passes on less` : `${platform} reads it slowly`,
    given: `${size} bytes${form}`,
    allowed: `${limit.bytes} bytes${form}`,
  };
  return [[limit.hard ? MACHINE.tooLarge : MACHINE.slowToRead, details]];
}
