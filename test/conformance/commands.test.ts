import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout, run } from '../package/built';
import { describeConformance, judge } from '../judges/shared';
import { newFolder, removeFolder } from '../support/folders';

const program = join(__dirname, '../package/programs/both-worlds.cjs');
const quiet = { CDK8S_CHECK_UPGRADE: 'false', CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' };

function command(
  name: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): { status: number | null; text: string } {
  const { status, stdout, stderr } = run(name, args, cwd, { ...quiet, ...env });
  return { status, text: `${stdout}${stderr}` };
}

/** Every file below a folder, with its mode and content. */
function snapshot(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((p) =>
    statSync(join(folder, p)).isFile(),
  );
  return Object.fromEntries(
    paths.sort().map((path) => {
      const full = join(folder, path);
      return [path, `${(statSync(full).mode & 0o777).toString(8)}\n${readFileSync(full, 'utf8')}`];
    }),
  );
}

/** What counts of a folder: the list that a writer keeps differs with who has written before. */
function output(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(snapshot(folder)).filter(([path]) => !path.endsWith('.written.json')));
}

describeConformance('cdk8s-cli and cdktf-cli', { judges: ['cdk8s', 'cdktf'] }, () => {
  const folders: string[] = [];
  const workingFolder = (): string => {
    const folder = newFolder();
    folders.push(folder);
    const settings = JSON.parse(readFileSync(join(checkout, 'cdktf.json'), 'utf8')) as object;
    writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ ...settings, app: `node ${program}` }));
    writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node ${program}\n`);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) removeFolder(folder);
  });

  it("cdk8s synth on the repo's own cdk8s.yaml writes the quick start", () => {
    const { status, text } = command(judge('cdk8s'), ['synth'], checkout);
    expect([status, text]).toEqual([0, expect.stringContaining('dist/prod.k8s.yaml')]);
    const golden = join(checkout, 'examples/quick-start/golden');
    expect(output(join(checkout, 'dist'))).toEqual(output(join(golden, 'dist')));
    expect(output(join(checkout, 'kvorum.out'))).toEqual(output(join(golden, 'kvorum.out')));
  }, 60_000);

  it("cdktf synth on the repo's own cdktf.json leaves manifests and files alone", () => {
    const before = snapshot(join(checkout, 'dist'));
    const { status, text } = command(judge('cdktf'), ['synth'], checkout);
    expect([status, text]).toEqual([0, expect.stringContaining('Generated Terraform code')]);
    expect(snapshot(join(checkout, 'dist'))).toEqual(before);
    expect(readdirSync(join(checkout, 'cdktf.out'))).toContain('manifest.json');
  }, 60_000);

  it('each command writes its part, with the bytes that Node alone writes', () => {
    const [all, charts, stacks] = [workingFolder(), workingFolder(), workingFolder()];
    expect(command(process.execPath, [program], all).status).toBe(0);
    expect(command(judge('cdk8s'), ['synth'], charts).status).toBe(0);
    expect(command(judge('cdktf'), ['synth'], stacks).status).toBe(0);
    expect(Object.keys(output(join(all, 'dist')))).toEqual(['prod.k8s.yaml']);
    expect(Object.keys(output(join(all, 'kvorum.out')))).toEqual(['prod/note.txt', 'report.json']);
    expect(Object.keys(output(join(all, 'cdktf.out')))).toContain('stacks/machines/cdk.tf.json');

    expect(output(join(charts, 'dist'))).toEqual(output(join(all, 'dist')));
    expect(output(join(charts, 'kvorum.out'))).toEqual(output(join(all, 'kvorum.out')));
    expect(existsSync(join(charts, 'cdktf.out'))).toBe(false);

    expect(output(join(stacks, 'cdktf.out'))).toEqual(output(join(all, 'cdktf.out')));
    expect(existsSync(join(stacks, 'dist'))).toBe(false);
    expect(existsSync(join(stacks, 'kvorum.out'))).toBe(false);
  }, 120_000);

  it('an error ends every command, its message comes first, and Node alone leaves everything as it was', () => {
    const folder = workingFolder();
    expect(command(process.execPath, [program], folder).status).toBe(0);
    const before = snapshot(folder);
    const broken = command(process.execPath, [program], folder, { BROKEN: '1' });
    expect(broken.status).not.toBe(0);
    expect(broken.text.trimStart().split('\n')[0]).toContain(
      'KV2001 [prod replicas]: a control plane cannot have this number of masters',
    );
    expect(broken.text.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('both-worlds.cjs'))).toEqual(
      [],
    );
    expect(snapshot(folder)).toEqual(before);

    const cdk8s = command(judge('cdk8s'), ['synth'], folder, { BROKEN: '1' });
    expect([cdk8s.status === 0, cdk8s.text]).toEqual([false, expect.stringContaining('KV2001')]);
    const cdktf = command(judge('cdktf'), ['synth'], folder, { BROKEN: '1' });
    expect([cdktf.status === 0, cdktf.text]).toEqual([false, expect.stringContaining('KV2001')]);
  }, 120_000);
});
