/** The rules for single texts and numbers of a config, for each spec, judged by Ignition itself. */
import { guidFault } from '../../lib/machine/syntax/guid';
import { hashFault } from '../../lib/machine/syntax/hash';
import {
  filesystemLabelFault,
  formatFault,
  luksLabelFault,
  partitionLabelFault,
} from '../../lib/machine/syntax/labels';
import { decimalModeWarning, modeFault, specialBitsWarning } from '../../lib/machine/syntax/mode';
import { pathFault } from '../../lib/machine/syntax/node-path';
import {
  headersFault,
  httpsProxyWarning,
  proxyFault,
  tangUrlFault,
  validateUrl,
} from '../../lib/machine/syntax/source';
import { IGNITION_SPECS, type IgnitionSpec, isSince } from '../../lib/machine/schema/versions';
import {
  dropinNameFault,
  noInstallWarning,
  readUnit,
  templateOf,
  templateWithoutInstallWarning,
  unitNameFault,
} from '../../lib/machine/syntax/unit';
import { ButaneJudge } from '../judges/butane';
import { IgnitionJudge } from '../judges/ignition';
import { describeConformance } from '../judges/shared';
import { DATA_URLS, mutated, UNITS, URLS } from './machine-texts';
import { Mulberry } from './mulberry';

const COUNT = 400;
const SEED = Number(process.env.KVORUM_SEED ?? 20262);

/** What is put into a config of each spec, where the report speaks of it, and what we say of it. */
interface Rule<T> {
  readonly name: string;
  readonly since?: IgnitionSpec;
  readonly values: readonly T[];
  readonly config: (value: T) => object;
  readonly at: string;
  readonly ours: (value: T, spec: IgnitionSpec) => readonly (string | undefined)[];
}

const error = (message: string | undefined): string | undefined => message && `error: ${message}`;
const warning = (message: string | undefined): string | undefined => message && `warning: ${message}`;

const numbers = new Mulberry(SEED);
const urls = [...URLS.bases, ...DATA_URLS.bases, ...texts(URLS), ...texts(DATA_URLS)].filter((url) => url !== '');
const labels = [
  '',
  'a',
  'a:b',
  'ы'.repeat(18),
  'ы'.repeat(19),
  ...[11, 12, 15, 16, 36, 47, 256].flatMap((n) => ['x'.repeat(n), 'x'.repeat(n + 1)]),
];
const formats = ['ext4', 'btrfs', 'xfs', 'swap', 'vfat', 'none', 'virtiofs', 'EXT4', 'zfs'];
const modes = [-1, 0, 0o644, 0o777, 0o1777, 0o2755, 0o4755, 0o7777, 0o10000, -0o1000, 100000];
const paths = ['', '/', 'a', './a', '/a', '/a/', '//a', '/a/./b', '/a/../b', '/..', '/a//b', '/ы'];
const names = [
  'a.service',
  'a',
  '.service',
  'a.b.timer',
  'a.conf',
  '.conf',
  'a/b.conf',
  'a.conf/b',
  'a.Service',
  'x.slice',
  'a.',
];

function texts(source: typeof URLS): readonly string[] {
  return Array.from({ length: COUNT }, () => mutated(numbers, source));
}

const file = (contents: object, more: object = {}): object => ({
  storage: { files: [{ path: '/f', contents, ...more }] },
});
const partition = (value: object): object => ({
  storage: { disks: [{ device: '/dev/x', partitions: [{ number: 1, ...value }] }] },
});
const filesystem = (value: object): object => ({ storage: { filesystems: [{ device: '/dev/x', ...value }] } });
const luks = (value: object): object => ({ storage: { luks: [{ name: 'l', device: '/dev/x', ...value }] } });

const rules: readonly Rule<never>[] = [
  rule<string>({
    name: 'source',
    values: urls,
    config: (source) => file({ source }),
    at: '$.storage.files.0.contents.source',
    ours: (source, spec) => [error(validateUrl(source, spec))],
  }),
  rule<string>({
    name: 'HTTP headers',
    since: '3.1.0',
    values: ['', ...urls],
    config: (source) => file({ source, httpHeaders: [{ name: 'A', value: 'b' }] }),
    at: '$.storage.files.0.contents.httpHeaders',
    ours: (source) => [error(headersFault(source))],
  }),
  rule<string>({
    name: 'Tang URL',
    since: '3.2.0',
    values: ['', ...urls],
    config: (url) => luks({ clevis: { tang: [{ url, thumbprint: 'x' }] } }),
    at: '$.storage.luks.0.clevis.tang.0.url',
    ours: (url) => [error(tangUrlFault(url))],
  }),
  rule<string>({
    name: 'HTTPS proxy',
    since: '3.1.0',
    values: ['', ...urls],
    config: (httpsProxy) => ({ ignition: { proxy: { httpsProxy } } }),
    at: '$.ignition.proxy.httpsProxy',
    ours: (url) => [error(proxyFault(url)), warning(httpsProxyWarning(url))],
  }),
  rule<string>({
    name: 'hash',
    values: [
      '',
      '-',
      'sha512',
      'sha1-ab',
      ...[63, 64, 65, 127, 128, 129].flatMap((n) => ['sha256-', 'sha512-', 'SHA512-'].map((f) => f + '-'.repeat(n))),
      `sha512-${'ы'.repeat(64)}`,
    ],
    config: (hash) => file({ source: 'data:,', verification: { hash } }),
    at: '$.storage.files.0.contents.verification.hash',
    ours: (hash, spec) => [error(hashFault(hash, spec))],
  }),
  rule<number>({
    name: 'mode',
    values: modes,
    config: (mode) => file({}, { mode }),
    at: '$.storage.files.0.mode',
    ours: (mode, spec) => [
      error(modeFault(mode)),
      isSince(spec, '3.6.0') ? undefined : warning(specialBitsWarning(mode)),
    ],
  }),
  rule<string>({
    name: 'path',
    values: paths,
    config: (path) => ({ storage: { directories: [{ path }] } }),
    at: '$.storage.directories.0.path',
    ours: (path) => [error(pathFault(path))],
  }),
  rule<string>({
    name: 'GUID',
    values: [
      '',
      'x',
      '01234567-89AB-CDEF-EDCB-A98765432101',
      '01234567-89ab-cdef-edcb-a98765432101\n',
      '0123456789ABCDEFEDCBA98765432101',
      'G1234567-89AB-CDEF-EDCB-A98765432101',
    ],
    config: (guid) => partition({ guid }),
    at: '$.storage.disks.0.partitions.0.guid',
    ours: (guid) => [error(guidFault(guid))],
  }),
  rule<string>({
    name: 'label of a partition',
    values: labels,
    config: (label) => partition({ label }),
    at: '$.storage.disks.0.partitions.0.label',
    ours: (label) => [error(partitionLabelFault(label))],
  }),
  rule<string>({
    name: 'label of a LUKS device',
    since: '3.2.0',
    values: labels,
    config: (label) => luks({ label }),
    at: '$.storage.luks.0.label',
    ours: (label) => [error(luksLabelFault(label))],
  }),
  rule<string>({
    name: 'format',
    values: formats,
    config: (format) => filesystem({ format }),
    at: '$.storage.filesystems.0.format',
    ours: (format, spec) => [error(formatFault(format, spec))],
  }),
  rule<readonly [string, string]>({
    name: 'label of a filesystem',
    values: ['', ...formats].flatMap((format) => labels.map((label) => [label, format] as const)),
    config: ([label, format]) => filesystem({ format, label }),
    at: '$.storage.filesystems.0.label',
    ours: ([label, format]) => [error(filesystemLabelFault(label, format))],
  }),
  rule<string>({
    name: 'name of a unit',
    values: ['', ...names],
    config: (name) => ({ systemd: { units: [{ name }] } }),
    at: '$.systemd.units.0.name',
    ours: (name) => [error(unitNameFault(name))],
  }),
  rule<string>({
    name: 'name of a drop-in',
    values: ['', ...names],
    config: (name) => ({ systemd: { units: [{ name: 'a.service', dropins: [{ name }] }] } }),
    at: '$.systemd.units.0.dropins.0.name',
    ours: (name) => [error(dropinNameFault(name))],
  }),
  rule<string>({
    name: 'contents of an enabled unit',
    values: texts(UNITS),
    config: (contents) => ({ systemd: { units: [{ name: 'a"ы.service', enabled: true, contents }] } }),
    at: '$.systemd.units.0.contents',
    ours: (contents) => {
      const { fault, hasInstall } = readUnit(contents);
      const isIdle = fault === undefined && contents !== '' && !hasInstall;
      return [error(fault), warning(isIdle ? noInstallWarning('a"ы.service') : undefined)];
    },
  }),
  rule<string>({
    name: 'instance of a template',
    values: ['a@b.service', 'a@@.service', 'a@b@c.service', '@b.service', 'a@.service', 'a@b.timer', 'a\n@b.service'],
    config: (name) => ({
      systemd: {
        units: [
          { name, enabled: true },
          ...['a@.service', 'a@b@.service'].map((template) => ({ name: template, contents: '[Unit]\nA=b\n' })),
        ].filter((u, i, all) => all.findIndex((o) => o.name === u.name) === i),
      },
    }),
    at: '$.systemd.units.0.contents',
    ours: (name) => {
      const template = templateOf(name);
      const isThere = template === 'a@.service' || template === 'a@b@.service';
      return [warning(isThere ? templateWithoutInstallWarning(template, name) : undefined)];
    },
  }),
];

/** Rules of different values in one list. */
function rule<T>(of: Rule<T>): Rule<never> {
  return of as unknown as Rule<never>;
}

describeConformance('a rule of Ignition', { judges: ['ignition-judge-2.24', 'ignition-judge-2.26'] }, () => {
  let old: IgnitionJudge;
  let recent: IgnitionJudge;
  beforeAll(() => {
    old = new IgnitionJudge('2.24');
    recent = new IgnitionJudge('2.26');
  });
  afterAll(async () => {
    await old.stop();
    await recent.stop();
  });

  process.stdout.write(`rules: seed ${SEED}, ${urls.length} URLs\n`);
  describe.each(rules.map((each) => [each.name, each] as const))('%s', (_, each) => {
    it.each(IGNITION_SPECS.filter((spec) => isSince(spec, each.since ?? '3.0.0')))('of %s', async (spec) => {
      const configs = each.values.map((value) => {
        const config = each.config(value) as { readonly ignition?: object };
        return JSON.stringify({ ...config, ignition: { ...config.ignition, version: spec } });
      });
      const ours = each.values.map((value) =>
        each
          .ours(value, spec)
          .filter((line) => line !== undefined)
          .sort(),
      );
      for (const judge of spec === '3.6.0' ? [recent] : [old, recent]) {
        const verdicts = await judge.validate(configs);
        const theirs = verdicts.map(({ entries }) => entries.flatMap((entry) => spokenOf(entry, each.at)).sort());
        const pairs = each.values.map((value, i) => ({ value, ours: ours[i], theirs: theirs[i] }));
        // Each rule speaks about some of its values, and is silent about others.
        expect(new Set(theirs.map(({ length }) => length > 0)).size).toBe(2);
        expect(pairs.filter((pair) => pair.ours?.join() !== pair.theirs?.join()).slice(0, 5)).toEqual([]);
      }
    });
  });
});

describeConformance('the warning about modes without a leading zero', { judges: ['butane-judge'] }, () => {
  let butane: ButaneJudge;
  beforeAll(() => (butane = new ButaneJudge()));
  afterAll(() => butane.stop());

  it.each(['file', 'directory'] as const)('is that of butane for every mode of a %s', async (kind) => {
    const modes = Array.from({ length: 8200 }, (_, mode) => mode);
    const nodes = modes.map((mode) => ({ path: `/${mode}`, mode }));
    const list = kind === 'file' ? { files: nodes } : { directories: nodes };
    const input = JSON.stringify({ variant: 'fcos', version: '1.7.0', storage: list });
    const [verdict] = await butane.translate([{ input }]);
    const at = kind === 'file' ? 'files' : 'directories';
    const entries = verdict?.entries ?? [];
    const theirs = modes.map(() => undefined as string | undefined);
    for (const entry of entries) {
      const [, index, message] = new RegExp(`^warning at \\$.storage.${at}.(\\d+).mode, .*?: (.*)$`).exec(entry) ?? [];
      if (index !== undefined) theirs[Number(index)] = message;
    }
    expect(modes.map((mode) => decimalModeWarning(mode, kind))).toEqual(theirs);
    expect(theirs.filter((message) => message !== undefined).length).toBeGreaterThan(10);
  });
});

/** The kind and message of an entry, if it is about this place. */
function spokenOf(entry: string, at: string): readonly string[] {
  const [, kind, path, message] = /^(\w+) at ([^ ,]+), line \d+ col \d+: (.*)$/s.exec(entry) ?? [];
  return path === at ? [`${kind}: ${message}`] : [];
}
