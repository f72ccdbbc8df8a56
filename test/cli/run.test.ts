import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/run';

function kvorum(...args: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => (texts[name] += text) });
  return { code: run(args, sink('out'), sink('err')), ...texts };
}

describe('kvorum explain', () => {
  it('prints what a code means and whether it can be acknowledged', () => {
    const { code, out } = kvorum('explain', 'KV2001');
    expect([code, out]).toEqual([0, expect.stringContaining('KV2001 (error): the number of masters is not one')]);
    expect(out).toContain("\n\nHow to fix it: choose 1, 3, 5, 7, or '2+arbiter'.\n");
    expect(out).toContain('cannot be acknowledged');
    expect(kvorum('explain', 'KV2501').out).toContain("Findings.of(scope).acknowledge('KV2501', 'reason')");
  });

  it('takes several codes, in lower case as well', () => {
    const { code, out } = kvorum('explain', 'kv1001', 'KV1002');
    expect(code).toBe(0);
    expect(out).toContain('KV1001 (error)');
    expect(out).toContain('KV1002 (error)');
  });

  it('lists every code when none is given', () => {
    const lines = kvorum('explain').out.trim().split('\n');
    expect(lines.length).toBeGreaterThan(80);
    expect([...lines].sort()).toEqual(lines);
  });

  it('ends with 1 for a code that does not exist, and names a near one', () => {
    expect(kvorum('explain', 'KV2502x')).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean KV2502?'),
    });
    expect(kvorum('explain', 'shop').err).toBe(
      'kvorum: there is no code "shop"\n`kvorum explain` without a code lists all codes, as docs/errors.md does\n',
    );
    expect(kvorum('explain', 'KV1001').err).toBe('');
    expect(kvorum('explain', '__proto__').code).toBe(1);
  });
});

describe('kvorum', () => {
  it('ends with 2 for words that it does not take', () => {
    expect(kvorum().code).toBe(2);
    expect(kvorum('frobnicate').code).toBe(2);
    expect(kvorum('--nothing')).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
  });

  it('prints its usage and its version', () => {
    expect(kvorum('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage') });
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
    expect(kvorum('-V')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});
