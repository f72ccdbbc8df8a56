import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { checkout } from './built';

const GOOD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n';

function kvorum(args: readonly string[], input: string) {
  const command = join(checkout, 'build/cli/main.js');
  return spawnSync(process.execPath, [command, 'audit', ...args], { input, encoding: 'utf8' });
}

describe('kvorum audit, as a command', () => {
  it('reads the standard input', () => {
    expect(kvorum(['check', '-'], GOOD)).toMatchObject({ status: 0, stderr: '' });
    expect(kvorum(['check', '-'], GOOD.replace('Metadata', 'all'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('<stdin>:4:10: error KV4005'),
    });
    expect(kvorum(['explain', '-', '--verb', 'get', '--url', '/x'], GOOD).stdout).toContain('level:      Metadata');
  });

  it('loads no library beside its own file', () => {
    const program = `
      process.argv = [process.argv[0], 'kvorum', 'audit', 'check', '-', '--deckhouse', '1.76'];
      require(${JSON.stringify(join(checkout, 'build/cli/main.js'))});
      process.stdout.write(JSON.stringify(Object.keys(require.cache)));`;
    const { stdout, status } = spawnSync(process.execPath, ['-e', program], { input: GOOD, encoding: 'utf8' });
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as string[]).map((f) => f.slice(checkout.length + 1))).toEqual([
      join('build', 'cli', 'main.js'),
      join('build', 'cli', 'commands.js'),
    ]);
  });
});
