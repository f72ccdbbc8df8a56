import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { blocksOf } from './page';
import { runProgram } from './program';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const first = (language: string): string => blocksOf(readme).find((block) => block.language === language)?.text ?? '';

describe('README.md', () => {
  it('its program writes the YAML that it shows, but for the comments', () => {
    const { files, error } = runProgram(first('ts'), 'testing');
    const shown = first('yaml').replaceAll(/ #.*$/gm, '');
    expect(error).toBeUndefined();
    expect(shown).toContain('kind: NodeGroup');
    expect(files.get('dist/prod.k8s.yaml')).toContain(shown);
  });

  it('the error that it shows is the one that the program gives when a master is forgotten', () => {
    const program = first('ts');
    const broken = program.replace(/.*master-2.*\n/, '');
    expect(broken).not.toBe(program);
    const shown = readme.slice(readme.indexOf('KvorumError: '), readme.indexOf('    at Object.<anonymous>')).trim();
    expect(runProgram(broken, 'real').error).toBe(shown);
  });

  it('its two commands are scripts of the package', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(readme).toContain('npm ci && npm run synth');
    expect(readme).toContain('npm ci && npm test');
    for (const name of ['build', 'synth', 'test', 'bench']) expect(scripts[name]).toBeDefined();
  });
});
