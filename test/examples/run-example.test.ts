import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

function runExample(name: string) {
  const script = join(root, 'scripts/run-example.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, name], { encoding: 'utf8' });
  return { status, stderr };
}

// That an example which is there does run is seen in test/package/determinism.test.ts.
describe('scripts/run-example.mjs', () => {
  const examples = readdirSync(join(root, 'examples'))
    .filter((name) => name !== 'platform-repo')
    .sort();
  const list = `Examples that run here: ${examples.join(', ')}.\n`;

  it.each(['quick', '../examples/quick-start', ''])('says which examples there are when there is no %j', (name) => {
    expect(runExample(name)).toEqual({ status: 2, stderr: `run-example: there is no example ${name}.\n${list}` });
  });

  it('says where the one that is a package of its own is explained', () => {
    expect(runExample('platform-repo')).toEqual({
      status: 2,
      stderr: `run-example: platform-repo is a package of its own: examples/platform-repo/README.md says how it is run.\n${list}`,
    });
  });
});
