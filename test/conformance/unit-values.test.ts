/** What systemd itself says of each value that a typed directive takes: it ignores lines that it cannot read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KvorumError } from '../../lib/core';
import { SystemdCommand, SystemdUnit } from '../../lib/machine';
import type { SystemdUnitProps } from '../../lib/machine';
import type { DirectiveType } from '../../lib/systemd/directives';
import { DIRECTIVES } from '../../lib/systemd/directives';
import { describeConformance, judge } from '../judges/shared';

const HOSTILE = [
  'x',
  'a b',
  '/etc/passwd',
  '../../x',
  'a/../b',
  'a//b',
  './a',
  'kvorum',
  'kvorum/run',
  '-x',
  '$HOME',
  '%n',
  '%',
  '"a"',
  "'",
  'a\\',
  '\\x20',
  'null',
  'journal+console',
  'file:/var/log/x',
  'file:x',
  'append:/var/log/a b',
  'man:etcd(8)',
  'https://kubernetes.io/docs/',
  'http:x',
  'file:///usr/share/doc',
  '2379',
  '0',
  '65536',
  '127.0.0.1:2379',
  '300.0.0.1:1',
  '[::1]:2379',
  '[::1',
  '/run/x.sock',
  '@kvorum',
  'vsock::1',
  '90s',
  '1h 30min',
  '1 fortnight',
  'infinity',
  '0777',
  'äöü',
  '*-*-* 03:00:00',
  'a,b',
  '#a',
  ';a',
];

/** The types whose values are texts of one item or of several. */
const SINGLE: readonly DirectiveType[] = ['text', 'output', 'path', 'span', 'user'];
const SEVERAL: readonly DirectiveType[] = [
  'documentation',
  'directories',
  'addresses',
  'paths',
  'files',
  'optionalFiles',
  'calendars',
];

const service = { Type: 'oneshot', ExecStart: [SystemdCommand.of(['/usr/bin/true'])] } as const;
/** A unit that has a section of its type, by the section's name. The rest of it is what systemd asks for. */
const UNITS: Readonly<Record<string, (name: string, fields: object) => SystemdUnitProps>> = {
  Unit: (name, unit) => ({ name: `${name}.service`, unit, service }),
  Service: (name, more) => ({ name: `${name}.service`, service: { ...service, ...more } }),
  Timer: (name, timer) => ({ name: `${name}.timer`, timer: { OnBootSec: 1, Unit: 'x.service', ...timer } }),
  Path: (name, path) => ({ name: `${name}.path`, path: { PathExists: ['/x'], Unit: 'x.service', ...path } }),
  Socket: (name, socket) => ({
    name: `${name}.socket`,
    socket: { ListenStream: ['1'], Service: 'x.service', ...socket },
  }),
};

describeConformance('values of typed directives', { judges: ['systemd-analyze'] }, () => {
  const taken: string[] = [];
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kvorum-units-'));
    writeFileSync(join(folder, 'x.service'), '[Service]\nExecStart=/usr/bin/true\n');
    for (const [section, make] of Object.entries(UNITS)) {
      for (const [directive, type] of Object.entries(DIRECTIVES[section] ?? {})) {
        const isSingle = SINGLE.includes(type);
        if (!isSingle && !SEVERAL.includes(type)) continue;
        HOSTILE.forEach((text, i) => {
          const name = `${section}-${directive}-${i}`.toLowerCase();
          try {
            const unit = new SystemdUnit(make(name, { [directive]: isSingle ? text : [text] }));
            writeFileSync(join(folder, unit.name), unit.contents ?? '');
            taken.push(unit.name);
          } catch (e) {
            if (!KvorumError.isKvorumError(e)) throw e;
          }
        });
      }
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (names: readonly string[]): string => {
    const files = names.map((name) => join(folder, name));
    const { stderr } = spawnSync(judge('systemd-analyze'), ['verify', '--man=no', ...files], {
      encoding: 'utf8',
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
      maxBuffer: 64 * 1024 ** 2,
    });
    return stderr;
  };
  const ignored = (stderr: string): readonly string[] =>
    stderr.split('\n').filter((line) => /ignoring|failed to parse|invalid|not absolute|unknown/i.test(line));

  it('are read by systemd, all of them', () => {
    expect(taken.length).toBeGreaterThan(150);
    expect(ignored(verify(taken))).toEqual([]);
  }, 120_000);

  it('which it would say otherwise', () => {
    writeFileSync(join(folder, 'bad.service'), '[Service]\nExecStart=/usr/bin/true\nRuntimeDirectory=/etc/passwd\n');
    expect(ignored(verify(['bad.service']))).not.toEqual([]);
  });
});
