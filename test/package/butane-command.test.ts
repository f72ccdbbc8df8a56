import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout } from './built';
import { newFolder, removeFolder } from '../support/folders';

const GOOD =
  'variant: fcos\nversion: 1.4.0\nstorage:\n  files:\n    - {path: /etc/motd, mode: 0644, contents: {inline: hello}}\n';
const JSON_OF_GOOD =
  '{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/etc/motd","contents":{"compression":"","source":"data:,hello"},"mode":420}]}}\n';

describe('kvorum butane, as a command', () => {
  let folder: string;
  beforeEach(() => (folder = newFolder()));
  afterEach(() => removeFolder(folder));

  function kvorum(args: readonly string[], input = '') {
    const command = join(checkout, 'build/cli/main.js');
    return spawnSync(process.execPath, [command, ...args], { input, encoding: 'utf8', cwd: folder });
  }

  it('reads the standard input and writes the standard output, as butane does', () => {
    expect(kvorum(['butane'], GOOD)).toMatchObject({ status: 0, stdout: JSON_OF_GOOD, stderr: '' });
    expect(kvorum(['butane', '--strict', '--raw-errors'], GOOD.replace('0644', '644'))).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        'warning at $.storage.files.0.mode, line 5 col 31: unreasonable mode would be reasonable if specified in octal; remember to add a leading zero\n' +
        'warning at $.storage.files.0.mode, line 5 col 31: setuid/setgid/sticky bits are not supported or functional in spec versions older than 3.6.0\n' +
        'Config produced warnings and --strict was specified\n',
    });
  });

  it('writes a file only when there is a config, and keeps the mode of one that was there', () => {
    writeFileSync(join(folder, 'host.bu'), GOOD);
    writeFileSync(join(folder, 'real.ign'), 'old', { mode: 0o600 });
    symlinkSync('real.ign', join(folder, 'host.ign'));
    writeFileSync(join(folder, 'bad.bu'), GOOD.replace('/etc/motd', 'etc/motd'));
    expect(kvorum(['butane', '-o', 'host.ign', 'bad.bu'])).toMatchObject({ status: 1, stdout: '' });
    expect(readFileSync(join(folder, 'real.ign'), 'utf8')).toBe('old');
    expect(kvorum(['butane', '-so', 'host.ign', 'host.bu'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'real.ign'), 'utf8')).toBe(JSON_OF_GOOD);
    expect(statSync(join(folder, 'real.ign')).mode & 0o777).toBe(0o600);
  });

  it.each([
    [['butane', '--bogus'], 2, 'Usage: kvorum butane'],
    [['butane', 'a', 'b'], 2, 'Usage: kvorum butane'],
    [['butane', 'absent.bu'], 1, 'failed to open absent.bu: open absent.bu: no such file or directory\n'],
    [['ignition', 'validate'], 2, 'kvorum: the file of the config is missing\n'],
    [['ignition', 'merge', 'one.ign'], 2, 'kvorum: a parent and a child are needed\n'],
    [['ignition', 'validate', 'absent.ign'], 1, 'kvorum: failed to open absent.ign'],
  ])('%j ends with %i', (args, status, message) => {
    const { status: code, stderr, stdout } = kvorum(args);
    expect([code, stdout, stderr.slice(0, message.length)]).toEqual([status, '', message]);
  });

  it('transpiles several files into a folder', () => {
    for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.bu`), GOOD);
    writeFileSync(join(folder, 'bad.bu'), GOOD.replace('/etc/motd', 'etc/motd'));
    expect(kvorum(['butane', '-so', 'ign', 'a.bu', 'b.bu'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'ign/b.ign'), 'utf8')).toBe(JSON_OF_GOOD);
    removeFolder(join(folder, 'ign'));
    expect(kvorum(['butane', '-o', 'ign', 'bad.bu', 'a.bu'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /bad\.bu:5:[^]*\nbad\.bu: Error translating config: config generated was invalid\n$/,
      ),
    });
    expect(readdirSync(join(folder, 'ign'))).toEqual(['a.ign']);
  });

  it('an Ignition config is checked, and configs are merged', () => {
    writeFileSync(join(folder, 'a.ign'), JSON_OF_GOOD);
    writeFileSync(
      join(folder, 'b.ign'),
      '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/motd","mode":256}]}}',
    );
    writeFileSync(join(folder, 'c.ign'), '{"ignition":{"version":"3.9.0"}}');
    expect(kvorum(['ignition', 'validate', 'a.ign'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(kvorum(['ignition', 'validate', '--raw-errors', '-'], '{"ignition":')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('unexpected end of JSON input'),
    });
    expect(kvorum(['ignition', 'validate', 'c.ign']).stderr).toContain('unsupported config version');
    const merged = JSON_OF_GOOD.replace('3.3.0', '3.4.0').replace('420', '256');
    expect(kvorum(['ignition', 'merge', 'a.ign', 'b.ign'])).toMatchObject({ status: 0, stdout: merged, stderr: '' });
    expect(kvorum(['ignition', 'merge', 'a.ign', 'c.ign'])).toMatchObject({ status: 1, stdout: '' });
  });

  it('loads no library beside its own file', () => {
    const program = `
      process.argv = [process.argv[0], 'kvorum', 'butane', '--check'];
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
