import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { transformSync } from '@swc/core';
import * as kvorum from 'kvorum';
import * as deckhouse from 'kvorum/deckhouse';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const blocks = (language: string): readonly string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((m) => m[1] ?? '');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvorum-readme-'));
  writeFileSync(join(folder, 'key'), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a program of the README with its modules, in an app that writes to a temporary folder. */
function run(source: string): kvorum.ClusterApp {
  const code = source.replace('new ClusterApp()', 'ClusterApp.forTesting()');
  const compiled = transformSync(`${code}\nexport { app };`, { module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
  const exported: { app?: kvorum.ClusterApp } = {};
  const modules: Readonly<Record<string, unknown>> = { kvorum, 'kvorum/deckhouse': deckhouse };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the README's own code is what is tested
  new Function('require', 'exports', compiled.code)((name: string) => modules[name], exported);
  if (exported.app === undefined) throw new Error('the program makes no app');
  return exported.app;
}

describe('README.md', () => {
  it('its program writes the YAML that it shows, but for the comments', () => {
    const [program = ''] = blocks('ts');
    const text = run(program)
      .render()
      .find((file) => file.path === 'prod.k8s.yaml')?.text;
    const shown = (blocks('yaml')[0] ?? '').replaceAll(/ #.*$/gm, '');
    expect(shown).toContain('kind: NodeGroup');
    expect(text).toContain(shown);
  });

  it('the error that it shows is the one that the program gives when a master is forgotten', () => {
    const [program = ''] = blocks('ts');
    const broken = program.replace(/.*master-2.*\n/, '');
    expect(broken).not.toBe(program);
    const shown = readme.slice(readme.indexOf('KvorumError: '), readme.indexOf('    at Object.<anonymous>')).trim();
    let message = '';
    try {
      run(broken);
    } catch (e) {
      message = `KvorumError: ${(e as Error).message}`;
    }
    expect(message).toBe(shown);
  });

  it('its two commands are scripts of the package', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(readme).toContain('npm ci && npm run synth');
    expect(readme).toContain('npm ci && npm test');
    for (const name of ['build', 'synth', 'test', 'bench']) expect(scripts[name]).toBeDefined();
  });
});
