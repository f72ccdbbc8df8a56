import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/run';
import { newFolder, removeFolder } from '../support/folders';

const folder = newFolder();
afterAll(() => removeFolder(folder));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function kvorum(...args: readonly string[]): { readonly code: number; readonly out: string; readonly err: string } {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => (texts[name] += text) });
  return { code: run(['audit', ...args], sink('out'), sink('err')), ...texts };
}

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const good = file('good.yaml', `${HEAD}- level: None\n  nonResourceURLs: [/healthz*]\n- level: Metadata\n`);
const refused = file('refused.yaml', `${HEAD}- level: metadata\n`);
const ignored = file('ignored.yaml', `${HEAD}- level: Metadata\n  usergroups: [a]\n`);
const unknown = file('unknown.yaml', `${HEAD}- level: Metadata\n  group: [a]\n`);
const warned = file('warned.yaml', `${HEAD}- level: Metadata\n  resources: [{resources: [pods]}]\n`);
const anyGroup = file('any-group.yaml', `${HEAD}- level: Metadata\n  resources: [{group: "*"}]\n`);
const listed = file('listed.yaml', `${HEAD}- level: Metadata\n  verbs: [list]\n`);

describe('kvorum audit check', () => {
  it('is silent and ends with 0 for a good policy', () => {
    expect(kvorum('check', good)).toEqual({ code: 0, out: '', err: '' });
    expect(kvorum('check', good, '--kubernetes', '1.36', '--deckhouse=1.76')).toEqual({ code: 0, out: '', err: '' });
  });

  it('prints findings with their places and ends with 1', () => {
    const { code, err } = kvorum('check', refused);
    expect(code).toBe(1);
    expect(err).toContain(`${refused}:4:10: error KV4005: there is no such level`);
    expect(err).toContain('4 | - level: metadata\n  |          ^^^^^^^^\n');
    expect(err).toMatch(/1 error, 0 warnings\n$/);
  });

  it('ends with 0 when there are only warnings', () => {
    expect(kvorum('check', warned)).toMatchObject({ code: 0, err: expect.stringContaining('0 errors, 1 warning') });
  });

  it('gives the verdict of the server alone with --as-server', () => {
    expect(kvorum('check', ignored).code).toBe(1);
    expect(kvorum('check', ignored, '--as-server')).toEqual({ code: 0, out: '', err: '' });
    expect(kvorum('check', refused, '--as-server').code).toBe(1);
    expect(kvorum('check', anyGroup, '--as-server').code).toBe(1);
    expect(kvorum('check', anyGroup, '--as-server', '--kubernetes', '1.36').code).toBe(0);
  });

  it('knows what Deckhouse makes of a policy', () => {
    expect(kvorum('check', unknown, '--deckhouse', '1.76')).toMatchObject({
      code: 1,
      err: expect.stringContaining('KV3901'),
    });
    expect(kvorum('check', unknown, '--deckhouse', '1.76').err).not.toContain('KV4101');
    // The verdict of the server is that of the server: what the hook says before is not part of it.
    expect(kvorum('check', unknown, '--deckhouse', '1.76', '--as-server').code).toBe(0);
    expect(kvorum('check', anyGroup, '--deckhouse', '1.76', '--as-server').code).toBe(1);
    expect(kvorum('check', listed, '--deckhouse', '1.76').err).toContain('every list, metadata');
    expect(kvorum('check', listed, '--deckhouse', '1.76', '--no-built-in-rules').err).toBe('');
    // 1.77 runs Kubernetes 1.34 unless somebody says another one.
    expect(kvorum('check', anyGroup, '--deckhouse', '1.77').code).toBe(1);
    expect(kvorum('check', anyGroup, '--deckhouse', '1.77', '--kubernetes', '1.36').code).toBe(0);
  });

  it.each([
    [[]],
    [['check']],
    [['check', good, good]],
    [['check', '/nowhere.yaml']],
    [['check', good, '--kubernetes', 'new']],
    [['check', good, '--deckhouse', '2.0']],
    [['check', good, '--strict']],
    [['frobnicate']],
    [['explain', good]],
    [['explain', good, '--verb', 'get']],
    [['explain', good, '--verb', 'get', '--resource', 'pods', '--url', '/x']],
    [['explain', good, '--verb', 'get', '--url', '/x', '--namespace', 'a']],
  ])('ends with 2 for %j', (args) => {
    const { code, err } = kvorum(...args);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it('prints its usage', () => {
    for (const args of [['--help'], ['check', '-h'], ['explain', '--help']]) {
      expect(kvorum(...args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: kvorum audit') });
    }
  });
});

describe('kvorum audit explain', () => {
  it('says what is logged, and which rule decides', () => {
    const shell = [
      '--verb',
      'create',
      '--resource',
      'pods/exec',
      '--namespace',
      'shop',
      '--user',
      'a',
      '--group',
      'b',
      '--group',
      'c',
    ];
    expect(kvorum('explain', good, ...shell)).toEqual({
      code: 0,
      out: `level:      Metadata\nrule:       rules[1], ${good}:6:3\n`,
      err: '',
    });
    expect(kvorum('explain', good, '--verb', 'get', '--url', '/healthz').out).toContain('rules[0]');
    expect(kvorum('explain', warned, '--verb', 'get', '--resource', 'nodes').out).toContain(
      'no rule matches this request',
    );
  });

  it('takes a policy as the server does, what it ignores included', () => {
    expect(kvorum('explain', ignored, '--verb', 'get', '--resource', 'pods').out).toContain('Metadata');
    expect(kvorum('explain', refused, '--verb', 'get', '--resource', 'pods')).toMatchObject({ code: 1, out: '' });
  });
});
