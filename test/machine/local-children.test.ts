import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { Butane } from '../../lib/machine';
import type { ButaneConfig, TranspileOptions } from '../../lib/machine';
import { FilesDir } from './rules/files-dir';

const HEAD = 'variant: fcos\nversion: 1.5.0\n';
const merging = (...locals: readonly string[]): string =>
  `${HEAD}ignition: {config: {merge: [${locals.map((local) => `{local: ${local}}`).join(', ')}]}}\n`;

let files: FilesDir;
beforeAll(() => (files = new FilesDir()));
afterAll(() => files.remove());

const transpile = (text: string, options: TranspileOptions = {}) =>
  Butane.transpile(text, { filesDir: files.path, compress: 'never', ...options });

/** What a config merges, as text. */
function merged(json: string | undefined): readonly string[] {
  const { ignition } = JSON.parse(json!) as {
    ignition: { config: { merge: readonly { source: string; compression: string }[] } };
  };
  return ignition.config.merge.map(({ source, compression }) => {
    const [, isBase64, data = ''] = /^data:(;base64)?,(.*)$/s.exec(source)!;
    const bytes = isBase64 === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
    return (compression === 'gzip' ? gunzipSync(bytes) : bytes).toString();
  });
}

describe('a local file that is merged', () => {
  it('is transpiled when it is Butane, as it would be by itself', () => {
    files.write('users.bu', `${HEAD}passwd: {users: [{name: core}]}\n`);
    const { json, report } = transpile(merging('users.bu'));
    expect(merged(json)).toEqual([transpile(`${HEAD}passwd: {users: [{name: core}]}\n`).json]);
    expect(report.entries).toEqual([]);
  });

  it('is transpiled when it is Butane in JSON', () => {
    files.write('users.json', '{"variant": "fcos", "version": "1.0.0"}');
    expect(merged(transpile(merging('users.json')).json)).toEqual(['{"ignition":{"version":"3.0.0"}}\n']);
  });

  it('may have another variant and version', () => {
    files.write('disk.bu', 'variant: flatcar\nversion: 1.0.0\n');
    expect(merged(transpile(merging('disk.bu')).json)).toEqual(['{"ignition":{"version":"3.3.0"}}\n']);
  });

  it('stays as it is when it is Ignition', () => {
    const { json, report } = transpile(merging('good.ign', 'bad.ign'));
    expect(merged(json)[0]).toBe('{"ignition": {"version": "3.0.0"}}');
    expect(report.entries).toHaveLength(1);
  });

  it('stays as it is when it cannot be transpiled, and fails nothing', () => {
    const { json, failure, report } = transpile(merging('bad.bu', 'unread.bu', 'list.yaml', 'a.txt'));
    expect(merged(json)).toEqual([
      expect.stringMatching(/^variant: fcos\n/),
      'variant: fcos\n\tversion: 1.5.0\n',
      'storage: {files: []}\n',
      'a\n',
    ]);
    expect(failure).toBeUndefined();
    expect(report.isClean).toBe(true);
    expect(report.isFatal).toBe(false);
    expect(report.entries.map(({ level }) => level)).toEqual(report.entries.map(() => 'note'));
  });

  it('stays as it is in compat mode, without a word', () => {
    const { json, report } = transpile(merging('users.bu', 'bad.ign'), { compat: true });
    expect(merged(json)[0]).toBe(`${HEAD}passwd: {users: [{name: core}]}\n`);
    expect(report.entries).toEqual([]);
  });

  it('stays as it is when the user has compressed it', () => {
    const { json, report } = transpile(`${HEAD}ignition: {config: {replace: {local: users.bu, compression: gzip}}}\n`);
    expect(json).toContain('data:;base64,dmFyaWFudDog');
    expect(report.entries).toEqual([]);
  });

  it('is transpiled in replace, and for a typed config', () => {
    const config: ButaneConfig = {
      variant: 'fcos',
      version: '1.5.0',
      ignition: { config: { replace: { local: 'disk.bu' } } },
    };
    expect(Butane.transpile(config, { filesDir: files.path, compress: 'never' }).json).toContain(
      Buffer.from('{"ignition":{"version":"3.3.0"}}\n').toString('base64'),
    );
  });

  it('is compact though the config around it is indented', () => {
    expect(merged(transpile(merging('disk.bu'), { pretty: true }).json)).toEqual([
      '{"ignition":{"version":"3.3.0"}}\n',
    ]);
  });

  it('merges files itself', () => {
    files.write('outer.bu', merging('inner.bu'));
    files.write('inner.bu', merging('disk.bu'));
    const [outer] = merged(transpile(merging('outer.bu')).json);
    const [inner] = merged(outer);
    expect(merged(inner)).toEqual(['{"ignition":{"version":"3.3.0"}}\n']);
  });
});

describe('files that merge one another', () => {
  it('end where one merges itself, by another name too', () => {
    files.write('a.bu', merging('b.bu'));
    files.write('b.bu', merging('by-link.bu'));
    symlinkSync('a.bu', join(files.path, 'by-link.bu'));
    const { json, report } = transpile(merging('a.bu'));
    expect(report.entries.map(({ code, level }) => `${code} ${level}`)).toEqual(['KV5256 note']);
    expect(report.entries[0]!.message).toMatch(
      /^a\.bu: note at .*: b\.bu: note at .*: by-link\.bu: the file merges itself/,
    );
    expect(merged(merged(merged(json)[0])[0])).toEqual([merging('b.bu')]);
  });

  it('end where there are too many', () => {
    for (let i = 0; i < 9; i++) files.write(`deep-${i}.bu`, merging(`deep-${i + 1}.bu`));
    files.write('deep-9.bu', HEAD);
    expect(transpile(merging('deep-1.bu')).report.entries.map(({ code }) => code)).toEqual(['KV5256']);
    expect(transpile(merging('deep-2.bu')).report.entries).toEqual([]);
  });

  it('end where they multiply', () => {
    const names = (level: number): readonly string[] => [0, 1, 2, 3, 4, 5].map((n) => `wide-${level}-${n}.bu`);
    for (let level = 0; level < 6; level++) {
      names(level).forEach((name, n) => files.write(name, `# ${n}\n${merging(...names(level + 1))}`));
    }
    names(6).forEach((name, n) => files.write(name, `${HEAD}passwd: {users: [{name: u${n}}]}\n`));
    const { failure, report } = transpile(merging('wide-0-0.bu'));
    expect(failure).toBeUndefined();
    expect(report.entries.map(({ code }) => code)).toContain('KV5256');
  });
});
