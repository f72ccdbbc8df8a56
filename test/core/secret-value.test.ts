import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { SecretValue } from '../../lib/core';
import { errorOf } from '../support/errors';
import { newFolder, removeFolder } from '../support/folders';

const NAME = 'KVORUM_TEST_SECRET';
let folder: string;
beforeEach(() => {
  folder = newFolder();
  process.env[NAME] = 'hunter2';
});
afterEach(() => {
  removeFolder(folder);
  delete process.env[NAME];
});

describe('a secret from the environment', () => {
  test('is read when it is needed, not before', () => {
    const secret = SecretValue.fromEnv(NAME);
    process.env[NAME] = 'later';
    expect(secret._resolve()).toBe('later');
  });

  test('is missing when the variable is not set or empty', () => {
    process.env[NAME] = '';
    expect(errorOf(() => SecretValue.fromEnv(NAME)._resolve()).message).toContain(
      `KV1101: the environment variable ${NAME} is empty`,
    );
    delete process.env[NAME];
    expect(errorOf(() => SecretValue.fromEnv(NAME)._resolve()).message).toContain('is not set');
  });

  test('needs a name that a shell can set', () => {
    for (const name of ['', '1A', 'A-B', 'A B', 'A=B', undefined, 7]) {
      expect(errorOf(() => SecretValue.fromEnv(name as never)).code).toBe('KV1106');
    }
    expect(() => SecretValue.fromEnv('_a1')).not.toThrow();
  });
});

describe('a secret from a file', () => {
  test('is the content as it is, newline included', () => {
    writeFileSync(join(folder, 'key'), 'line\n');
    expect(SecretValue.fromFile(join(folder, 'key'))._resolve()).toBe('line\n');
  });

  test('may be named relative to the working folder or to the home folder', () => {
    const before = process.cwd();
    writeFileSync(join(folder, 'key'), 'here');
    process.chdir(folder);
    try {
      expect(SecretValue.fromFile('key')._resolve()).toBe('here');
    } finally {
      process.chdir(before);
    }
    const missing = errorOf(() => SecretValue.fromFile('~/kvorum-no-such-file')._resolve());
    expect(missing.code).toBe('KV1101');
    // The home folder is a fact of one machine; it stays out of messages that others read.
    expect(missing.message).not.toContain(homedir());
  });

  test('is missing, empty, or unreadable, each with its own words', () => {
    mkdirSync(join(folder, 'dir'));
    writeFileSync(join(folder, 'empty'), '');
    writeFileSync(join(folder, 'large'), Buffer.alloc(1024 * 1024 + 1, 'x'));
    const codeAndText = (name: string): string =>
      errorOf(() => SecretValue.fromFile(join(folder, name))._resolve()).message;
    expect(codeAndText('nowhere')).toMatch(/^KV1101: .*does not exist/);
    expect(codeAndText('empty')).toMatch(/^KV1101: .*is empty/);
    expect(codeAndText('dir')).toMatch(/^KV1102: .*not a regular file/);
    expect(codeAndText('large')).toMatch(/^KV1102: .*larger than 1 MiB/);
    expect(codeAndText('empty/below')).toMatch(/^KV1102: .*ENOTDIR/);
  });

  test('needs a path', () => {
    for (const path of ['', 'a\0b', undefined])
      expect(errorOf(() => SecretValue.fromFile(path as never)).code).toBe('KV1106');
  });
});

test('a plain text must not be empty', () => {
  expect(SecretValue.unsafePlainText('x')._resolve()).toBe('x');
  for (const value of ['', undefined])
    expect(errorOf(() => SecretValue.unsafePlainText(value as never)).code).toBe('KV1101');
});

describe('a secret in another form', () => {
  test('is changed step by step, each from the one before', () => {
    const secret = SecretValue.fromEnv(NAME)
      .transformed('upper', (v) => v.toUpperCase())
      .base64();
    expect(Buffer.from(secret._resolve(), 'base64').toString()).toBe('HUNTER2');
    expect(secret.placeholder).toBe(`<secret:env:${NAME}|upper|base64>`);
    expect(SecretValue.unsafePlainText('ключ').base64()._resolve()).toBe('0LrQu9GO0Yc=');
  });

  test('is refused without a word of the value when it is not what its reader needs', () => {
    const secret = SecretValue.fromEnv(NAME).transformed('key', () => ({ expected: 'a private key' }));
    const error = errorOf(() => secret._resolve());
    expect([error.code, error.allowed]).toEqual(['KV1103', 'a private key']);
    expect(error.message).not.toContain('hunter2');
  });

  test('can be made of several, and shows the placeholders of all', () => {
    const secret = SecretValue.combine(
      [SecretValue.fromEnv(NAME), SecretValue.unsafePlainText('b')],
      ([a, b]) => `${a!}:${b!}`,
    );
    expect(secret._resolve()).toBe('hunter2:b');
    expect(secret.placeholder).toBe(`<secret:env:${NAME}>:<secret:plain-text>`);
    expect(secret.source).toBe(`env:${NAME}+plain-text`);
  });

  test('has a placeholder also when it can be made of values only', () => {
    const secret = SecretValue.combine([SecretValue.fromEnv(NAME)], ([v]) =>
      String((JSON.parse(v!) as { a: string }).a),
    );
    expect(secret.placeholder).toBe(`<secret:env:${NAME}>`);
  });

  test('misses its parts as they do', () => {
    delete process.env[NAME];
    expect(errorOf(() => SecretValue.combine([SecretValue.fromEnv(NAME)], ([v]) => v!)._resolve()).code).toBe('KV1101');
  });
});

test('a secret never turns into its value by accident', () => {
  for (const secret of [
    SecretValue.fromEnv(NAME),
    SecretValue.unsafePlainText('hunter2'),
    SecretValue.unsafePlainText('hunter2').base64(),
  ]) {
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { depth: 10, showHidden: true }),
      JSON.stringify(Object.entries(secret)),
      JSON.stringify(structuredClone({ ...secret })),
    ].join();
    expect(shown).not.toContain('hunter2');
    expect(shown).not.toContain(Buffer.from('hunter2').toString('base64'));
    expect(shown).toContain('<secret:');
  }
});

test('a secret is known as one across copies of the library, and nothing else is', () => {
  expect(SecretValue.isSecretValue(SecretValue.fromEnv(NAME))).toBe(true);
  for (const other of ['<secret:env:X>', {}, null, undefined, { source: 'env:X' }])
    expect(SecretValue.isSecretValue(other)).toBe(false);
});

test('whoever resolves it as cdk8s does is told that only ClusterApp keeps secrets', () => {
  expect(errorOf(() => SecretValue.fromEnv(NAME).resolve()).code).toBe('KV1104');
});

describe('what a function makes of a secret', () => {
  const secret = SecretValue.unsafePlainText('hunter2');

  test.each([[undefined], [{}], [5], [Promise.resolve('x')], [null], ['']])('is refused when it is %p', (made) => {
    for (const value of [
      secret.transformed('step', () => made as never),
      SecretValue.combine([secret], () => made as never),
    ])
      expect(errorOf(() => value._resolve()).code).toBe('KV1103');
  });

  test('is refused without the value that it quotes', () => {
    const error = errorOf(() => secret.transformed('step', (v) => ({ expected: `no ${v}` }))._resolve());
    expect(error.message).not.toContain('hunter2');
  });

  test('has a placeholder that is known as one, whatever the function does', () => {
    for (const change of [(v: string) => v.toUpperCase(), (v: string) => v.slice(3), () => 'x', () => 7 as never]) {
      expect(SecretValue.combine([secret], ([v]) => change(v!)).placeholder).toBe('<secret:plain-text>');
    }
  });

  test('must be a function, of secrets', () => {
    for (const call of [
      () => SecretValue.combine(undefined as never, () => 'x'),
      () => SecretValue.combine([], () => 'x'),
      () => SecretValue.combine([undefined as never], () => 'x'),
      () => SecretValue.combine([secret], 'x' as never),
      () => secret.transformed('x', undefined as never),
      () => secret.checked(7 as never),
    ])
      expect(errorOf(call).code).toBe('KV1203');
  });
});

test('what every object inherits is no environment variable', () => {
  for (const name of ['toString', 'constructor', '__proto__'])
    expect(errorOf(() => SecretValue.fromEnv(name)._resolve()).code).toBe('KV1101');
});

test('white space alone is no secret', () => {
  process.env[NAME] = ' ';
  expect(errorOf(() => SecretValue.fromEnv(NAME)._resolve()).code).toBe('KV1101');
  writeFileSync(join(folder, 'key'), '\n');
  expect(errorOf(() => SecretValue.fromFile(join(folder, 'key'))._resolve()).code).toBe('KV1101');
});

test('a file that is no text in UTF-8 would lose bytes and is refused; one with a byte order mark is kept as it is', () => {
  writeFileSync(join(folder, 'key'), Buffer.from([0x61, 0xff, 0xfe]));
  expect(errorOf(() => SecretValue.fromFile(join(folder, 'key'))._resolve()).message).toMatch(/^KV1102: .*UTF-8/);
  writeFileSync(join(folder, 'key'), '\ufeffключ');
  expect(SecretValue.fromFile(join(folder, 'key'))._resolve()).toBe('\ufeffключ');
});
