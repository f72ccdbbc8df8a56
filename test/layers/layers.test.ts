import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { newFolder, removeFolder } from '../support/folders';

// A process for each library.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** The rules that a small library breaks, each as `RULE: FROM → TO`. A circle counts once, by its first import. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const folder = newFolder();
  try {
    for (const [path, text] of Object.entries({ 'tsconfig.json': '{}', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const args = [DEPCRUISE, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', 'lib'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: readonly { rule: { name: string }; from: string; to: string }[] };
    };
    return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
  } finally {
    removeFolder(folder);
  }
}

const TYPE = 'export interface X {\n  readonly x: string;\n}\n';

describe('the rules of rooms', () => {
  test('hold for imports of types as for all others', () => {
    expect(
      broken({
        'lib/core/type.ts': "import type { X } from '../deckhouse/x';\nexport type Y = X;\n",
        'lib/core/value.ts': "import { x } from '../app/x';\nexport const y = x;\n",
        'lib/core/again.ts': "export type { X } from '../deckhouse/x';\n",
        'lib/deckhouse/x.ts': TYPE,
        'lib/app/x.ts': 'export const x = 1;\n',
      }),
    ).toEqual([
      'core-imports: lib/core/again.ts → lib/deckhouse/x.ts',
      'core-imports: lib/core/type.ts → lib/deckhouse/x.ts',
      'core-imports: lib/core/value.ts → lib/app/x.ts',
    ]);
  });

  test('allow what is in the table', () => {
    expect(
      broken({
        'lib/index.ts': "export * from './deckhouse/x';\n",
        'lib/deckhouse/x.ts': "import type { Y } from '../audit/y';\nexport type X = Y;\n",
        'lib/audit/y.ts': "import type { Z } from '../core/z';\nexport type Y = Z;\n",
        'lib/core/z.ts': "import type { A } from './a';\nexport interface Z {\n  readonly a: A;\n}\n",
        'lib/core/a.ts': 'export type A = string;\n',
      }),
    ).toEqual([]);
  });

  test('refuse a folder that does not stand in the table', () => {
    expect(
      broken({
        'lib/core/x.ts': TYPE,
        'lib/shop/imports.ts': "import type { X } from '../core/x';\nexport type Y = X;\n",
        'lib/mall/alone.ts': TYPE,
        'lib/cli/main.ts': "import type { X } from '../store/x';\nexport type Y = X;\n",
        'lib/store/x.ts': TYPE,
      }),
    ).toEqual([
      'no-room-alone: lib/mall/alone.ts → lib/mall/alone.ts',
      'no-room-imports: lib/shop/imports.ts → lib/core/x.ts',
      'no-room-is-imported: lib/cli/main.ts → lib/store/x.ts',
    ]);
  });
});

describe('the rule of circles', () => {
  const VALUES = {
    'lib/core/a.ts': "import { b } from './b';\nexport const a = (): unknown => b;\n",
    'lib/core/b.ts': "import { a } from './a';\nexport const b = (): unknown => a;\n",
  };

  test('finds a circle of values', () => {
    expect(broken(VALUES)).toEqual(['no-circular: lib/core/a.ts → lib/core/b.ts']);
  });

  test('finds a circle that one import of a type closes', () => {
    expect(
      broken({
        ...VALUES,
        'lib/core/b.ts': "import type { a } from './a';\nexport const b = (x: typeof a): unknown => x;\n",
      }),
    ).toEqual(['no-circular: lib/core/a.ts → lib/core/b.ts']);
  });

  test('finds a circle of types alone, over three files', () => {
    expect(
      broken({
        'lib/core/a.ts': "import type { B } from './b';\nexport interface A {\n  readonly b: B;\n}\n",
        'lib/core/b.ts': "import type { C } from './c';\nexport interface B {\n  readonly c: C;\n}\n",
        'lib/core/c.ts': "import type { A } from './a';\nexport interface C {\n  readonly a?: A;\n}\n",
      }),
    ).toEqual(['no-circular: lib/core/a.ts → lib/core/b.ts']);
  });

  test('takes no fault in files that share what they import', () => {
    expect(
      broken({
        'lib/core/a.ts': "import type { C } from './c';\nimport type { B } from './b';\nexport type A = B | C;\n",
        'lib/core/b.ts': "import type { C } from './c';\nexport type B = C;\n",
        'lib/core/c.ts': 'export type C = string;\n',
      }),
    ).toEqual([]);
  });
});
