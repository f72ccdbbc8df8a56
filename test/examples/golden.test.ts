import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { App } from 'cdk8s';
import { ClusterApp } from 'kvorum';

import { program as auditProgram } from '../../examples/audit-policy/main';
import { program as staticProgram } from '../../examples/deckhouse-static/main';
import { program as yandexProgram } from '../../examples/deckhouse-yandex/main';
import { program as restoreProgram } from '../../examples/etcd-restore/main';
import { program as externalEtcdProgram } from '../../examples/external-etcd/main';
import { program as machineConfigProgram } from '../../examples/machine-config/main';
import { newFolder, removeFolder } from '../support/folders';
import { stderrOf } from '../support/stderr';

const examples = join(__dirname, '../../examples');
// UPDATE_GOLDEN=1 npm test -- golden writes the golden output anew. Read the difference before you commit it.
const update = process.env.UPDATE_GOLDEN === '1';

type Files = Readonly<Record<string, string>>;

function compare(example: string, files: Files): void {
  const folder = join(examples, example, 'golden');
  if (update) {
    removeFolder(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  expect(files).toEqual(filesOf(folder));
}

function filesOf(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((p) =>
    statSync(join(folder, p)).isFile(),
  );
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The files of an app, by the folders in which they are written. */
function rendered(app: ClusterApp): Files {
  const folders = { manifests: 'dist', files: 'kvorum.out', terraform: 'cdktf.out' } as const;
  const files = app.render().map((file) => [join(folders[file.folder], file.path), String(file.text)] as const);
  return Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the examples', () => {
  it('quick-start: one line writes the objects of a cluster with three masters', () => {
    const folder = newFolder();
    const before = process.cwd();
    try {
      process.chdir(folder);
      const printed = stderrOf(() =>
        jest.isolateModules(() => {
          // eslint-disable-next-line @typescript-eslint/no-require-imports -- the example runs when it is loaded
          require('../../examples/quick-start/main');
        }),
      );
      expect(printed).toContain('KV2501');
      const written = filesOf(folder);
      const golden = Object.fromEntries(Object.entries(written).filter(([path]) => !path.includes('/.')));
      compare('quick-start', golden);
    } finally {
      process.chdir(before);
      removeFolder(folder);
    }
    expect(relative(before, process.cwd())).toBe('');
  });

  it.each([
    ['audit-policy', auditProgram],
    ['deckhouse-static', staticProgram],
    ['deckhouse-yandex', yandexProgram],
    ['external-etcd', externalEtcdProgram],
    ['machine-config', machineConfigProgram],
  ])('%s writes what its golden output says', (example, program) => {
    const app = ClusterApp.forTesting();
    program(app);
    compare(example, rendered(app));
  });

  it('etcd-restore writes what its golden output says, in a plain app', () => {
    const outdir = newFolder();
    try {
      const app = new App({ outdir });
      restoreProgram(app);
      app.synth();
      const files = Object.entries(filesOf(outdir)).map(([path, text]) => [`dist/${path}`, text]);
      compare('etcd-restore', Object.fromEntries(files));
    } finally {
      removeFolder(outdir);
    }
  });
});
