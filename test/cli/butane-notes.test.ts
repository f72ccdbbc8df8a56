/** What only the library sees changes no exit code of butane. */
import { join } from 'node:path';

import { butane } from '../../lib/cli/butane';
import { FilesDir } from '../machine/rules/files-dir';

let files: FilesDir;
beforeAll(() => {
  files = new FilesDir();
  files.write(
    'main.bu',
    'variant: fcos\nversion: 1.5.0\nignition: {config: {merge: [{local: bad.bu}, {local: good.bu}]}}\n---\nmore: 1\n',
  );
});
afterAll(() => files.remove());

function run(...flags: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => {
      texts[name] += text;
      return true;
    },
  });
  const code = butane(
    ['-d', files.path, '--raw-errors', ...flags, join(files.path, 'main.bu')],
    sink('out'),
    sink('err'),
  );
  return { code, ...texts };
}

describe('notes', () => {
  it('are printed, and fail nothing', () => {
    const { code, out, err } = run();
    expect(code).toBe(0);
    expect(out).toContain('"version":"3.4.0"');
    expect(err.split('\n').map((line) => line.split(' ')[0])).toEqual(['note', 'note', 'note', '']);
  });

  it('do not count for --strict', () => {
    expect(run('--strict').code).toBe(0);
  });

  it('count for --pedantic', () => {
    const { code, out, err } = run('--pedantic');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Config produced notes and --pedantic was specified\n');
  });

  it('are not there with --compat', () => {
    expect(run('--compat', '--strict')).toMatchObject({ code: 0, err: '' });
    expect(run('--compat', '--pedantic')).toMatchObject({ code: 0, err: '' });
  });
});
