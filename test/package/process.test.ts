import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout, run } from './built';
import { newFolder, removeFolder } from '../support/folders';

// The compiled library as a process: what a shell sees of it.

let folder: string;
beforeEach(() => (folder = newFolder()));
afterEach(() => removeFolder(folder));

const root = join(checkout, 'build/index.js');
const main = join(checkout, 'build/cli/main.js');
const program = (text: string): string =>
  `const { ClusterApp, Findings, OutputFile, SecretValue } = require(${JSON.stringify(root)});\n${text}`;
const shell = (script: string): ReturnType<typeof run> => run('bash', ['-c', `set -o pipefail; ${script}`], folder);

test('an uncaught error prints under the name of its class', () => {
  const { status, stderr } = run(
    'node',
    ['-e', program("new OutputFile(new ClusterApp(), 'x', { path: '../x', content: '' });")],
    folder,
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/^KvorumError: KV1401 \[x path\]/m);
  expect(stderr).not.toContain('_KvorumError');
});

test('classes have their own names in messages', () => {
  const text = "console.log(SecretValue.name); new OutputFile(SecretValue.fromEnv('X').constructor, 'x');";
  expect(run('node', ['-e', program(text)], folder).stdout).toBe('SecretValue\n');
});

test('a reader that has seen enough is no fault of the command', () => {
  expect(shell(`node ${main} explain | head -1`)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^KV1001 .*\n$/),
    stderr: '',
  });
  expect(shell(`node ${main} explain | true`)).toEqual({ status: 0, stdout: '', stderr: '' });
});

const fullDevice = existsSync('/dev/full') ? test : test.skip;

fullDevice('an output that takes no text is one, in a word and not in a stack', () => {
  const { status, stderr } = shell(`node ${main} explain > /dev/full`);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^kvorum: the output cannot be written: ENOSPC.*\n$/);
  expect(shell(`node ${main} frobnicate 2> /dev/full`).status).toBe(1);
});

fullDevice('a warning that cannot be printed does not stop the synth', () => {
  const text = program("const app = new ClusterApp(); Findings.of(app).acknowledge('KV1504', 'why'); app.synth();");
  expect(run('bash', ['-c', 'node -e "$PROGRAM" 2> /dev/full'], folder, { PROGRAM: text }).status).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, 'kvorum.out/report.json'), 'utf8')) as { warnings: unknown[] };
  expect(report.warnings).toHaveLength(1);
});
