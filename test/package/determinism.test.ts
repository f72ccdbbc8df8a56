import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout, run } from './built';
import { newFolder, removeFolder } from '../support/folders';

// Two synths of one program on what might be two machines: other folders, languages, time zones, umasks.

let folder: string;
beforeAll(() => {
  folder = newFolder();
  writeFileSync(
    join(folder, 'key'),
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  writeFileSync(join(folder, 'key.json'), '{"id":"test"}');
});
afterAll(() => {
  removeFolder(folder);
});

function synth(
  program: readonly string[],
  place: string,
  umask: string,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const cwd = join(folder, place);
  mkdirSync(cwd, { recursive: true });
  const keys = { SSH_KEY: join(folder, 'key'), YC_SERVICE_ACCOUNT_KEY: join(folder, 'key.json') };
  const command = `umask ${umask} && exec "$@"`;
  const outcome = run('sh', ['-c', command, 'sh', process.execPath, ...program], cwd, { ...keys, ...env });
  expect(outcome).toMatchObject({ status: 0 });
  const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(cwd, path)).isFile(),
  );
  return Object.fromEntries(
    files
      .sort()
      .map((path) => [
        path,
        `${(statSync(join(cwd, path)).mode & 0o777).toString(8)} ${readFileSync(join(cwd, path), 'latin1')}`,
      ]),
  );
}

const example = (name: string): readonly string[] => [join(checkout, 'scripts/run-example.mjs'), name];

it.each([
  ['quick-start', example('quick-start')],
  ['deckhouse-static', example('deckhouse-static')],
  ['deckhouse-yandex', example('deckhouse-yandex')],
  ['a program with a stack', [join(__dirname, 'programs/both-worlds.cjs')]],
])(
  '%s: the same bytes in other folders, languages, time zones and umasks, and the modes less the umask',
  (name, program) => {
    const place = name.replaceAll(' ', '-');
    const here = synth(program, `${place}/here`, '022', { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' });
    const expected = Object.entries(here).map(([path, text]) => {
      const [mode = '', ...bytes] = text.split(' ');
      return [path, [(Number.parseInt(mode, 8) & ~0o077).toString(8), ...bytes].join(' ')];
    });
    const there = synth(program, `${place}/a longer/path/with spaces`, '077', {
      LANG: 'ru_RU.UTF-8',
      LC_ALL: 'ru_RU.UTF-8',
      TZ: 'Asia/Kamchatka',
    });
    expect(Object.keys(here).length).toBeGreaterThan(2);
    expect(there).toEqual(Object.fromEntries(expected));
  },
  60_000,
);
