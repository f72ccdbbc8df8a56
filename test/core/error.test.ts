import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';

import { transformSync } from '@swc/core';
import { Construct } from 'constructs';

import type { FindingType } from '../../lib/core';
import { joinErrors, KvorumError } from '../../lib/core';
import { newFolder, removeFolder } from '../support/folders';

const kind: FindingType = {
  code: 'KV1234',
  level: 'error',
  title: 'a fault',
  explanation: 'One way leads nowhere.',
  fix: 'do it the other way',
  source: 'test',
};

function newConstruct(): Construct {
  return new Construct(new Construct(undefined as never, ''), 'prod');
}

describe('an error', () => {
  test('says its code, where it is, what is wrong, what was given, what is allowed and what to change', () => {
    const error = new KvorumError(kind, newConstruct(), {
      message: 'the count is even',
      property: 'replicas',
      given: '4',
      allowed: '1, 3, 5 or 7',
      fix: 'take 3 or 5',
    });
    expect(error.message).toBe(
      [
        'KV1234 [prod replicas]: the count is even',
        '  given:   4',
        '  allowed: 1, 3, 5 or 7',
        '  change:  take 3 or 5',
      ].join('\n'),
    );
    expect(error).toMatchObject({
      name: 'KvorumError',
      code: 'KV1234',
      path: 'prod',
      property: 'replicas',
      given: '4',
      allowed: '1, 3, 5 or 7',
      fix: 'take 3 or 5',
    });
    expect(error).toBeInstanceOf(Error);
  });

  test('says what to change in the words of its code, when it has none of its own', () => {
    const error = new KvorumError(kind, undefined, { message: 'no' });
    expect(error.message).toBe('KV1234: no\n  change:  do it the other way');
    expect([error.path, error.property, error.given, error.allowed]).toEqual(['', '', '', '']);
    expect(error.fix).toBe('do it the other way');
    expect(error.all).toEqual([error]);
  });

  test('says nothing of a change when nobody knows one: an explanation is none', () => {
    const { fix, ...bare } = kind;
    expect(fix).not.toBe('');
    const error = new KvorumError(bare, undefined, { message: 'no' });
    expect(error.message).toBe('KV1234: no');
    expect(error.fix).toBe('');
  });

  test('is known as one across copies of the library', () => {
    expect(KvorumError.isKvorumError(new KvorumError(kind, 'x', { message: 'no' }))).toBe(true);
    const copy = Object.assign(new Error(), { [Symbol.for('kvorum/KvorumError')]: true });
    expect(KvorumError.isKvorumError(copy)).toBe(true);
    for (const other of [new Error('no'), undefined, null, 'KV1234', {}])
      expect(KvorumError.isKvorumError(other)).toBe(false);
  });

  test('can be placed once, when it does not know where it stands', () => {
    const placed = new KvorumError(kind, undefined, { message: 'no', given: 'x' }).locatedAt(newConstruct());
    expect([placed.path, placed.given]).toEqual(['prod', 'x']);
    expect(placed.locatedAt('elsewhere')).toBe(placed);
  });

  test('turns into plain facts for reports', () => {
    expect(JSON.parse(JSON.stringify(new KvorumError(kind, 'prod', { message: 'no', given: 'x' })))).toEqual({
      code: 'KV1234',
      path: 'prod',
      property: '',
      message: 'KV1234 [prod]: no\n  given:   x\n  change:  do it the other way',
      given: 'x',
      allowed: '',
      fix: 'do it the other way',
    });
  });

  test('prints its message once, and then the frames of the user alone', () => {
    const error = new KvorumError(kind, 'prod', { message: 'no' });
    expect(error.stack!.split('\n')[0]).toBe('KvorumError: KV1234 [prod]: no');
    expect(error.stack).toContain('error.test');
    expect(error.stack).not.toMatch(/lib\/core|node:internal/);
    expect(inspect(error).match(/KV1234/g)).toHaveLength(1);
  });

  test('prints no frame of what the runtime has built in', () => {
    const [error] = [1].flatMap((x) => [x].map(() => new KvorumError(kind, 'prod', { message: 'no' })));
    expect(error!.stack).toContain('error.test');
    expect(error!.stack).not.toContain('(<anonymous>)');
  });

  test('bears a program that shows stacks in a way of its own', () => {
    const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    Error.prepareStackTrace = (_, sites) => sites;
    try {
      expect(new KvorumError(kind, 'prod', { message: 'no' }).message).toContain('KV1234 [prod]: no');
    } finally {
      Object.defineProperty(
        Error,
        'prepareStackTrace',
        before ?? { value: undefined, writable: true, configurable: true },
      );
    }
  });

  test('leaves the stack limit of the program as it was', () => {
    const before = Error.stackTraceLimit;
    new KvorumError(kind, 'prod', { message: 'no' });
    expect(Error.stackTraceLimit).toBe(before);
  });

  test('has no stack where the program wants none', () => {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      expect(new KvorumError(kind, 'prod', { message: 'no' }).stack).not.toContain('    at ');
      expect(Error.stackTraceLimit).toBe(0);
    } finally {
      Error.stackTraceLimit = before;
    }
  });
});

describe('many errors', () => {
  const [a, b] = ['a', 'b'].map((path) => new KvorumError(kind, path, { message: `at ${path}` })) as [
    KvorumError,
    KvorumError,
  ];

  test('are one that carries them all, and says how many', () => {
    const joined = joinErrors([a, b]);
    expect(joined.all).toEqual([a, b]);
    expect(joined.message).toBe(
      '2 errors, nothing was written\nKV1234 [a]: at a\n  change:  do it the other way\nKV1234 [b]: at b\n  change:  do it the other way',
    );
    expect([joined.code, joined.path]).toEqual(['KV1234', 'a']);
  });

  test('that are very many are all carried, and the first are printed', () => {
    const joined = joinErrors(Array<KvorumError>(60).fill(a));
    expect(joined.all).toHaveLength(60);
    expect(joined.message.match(/KV1234/g)).toHaveLength(50);
    expect(joined.message).toContain('\nand 10 more');
  });

  test('that carry others are taken apart', () => {
    expect(joinErrors([joinErrors([a, b]), a]).all).toEqual([a, b, a]);
  });

  test('that are but one are that one, and none is a fault of the library', () => {
    expect(joinErrors([a])).toBe(a);
    expect(() => joinErrors([])).toThrow('there is no error to join');
  });
});

/** A module of lib/core as JavaScript, those that it needs in place. */
function compiled(name: string): string {
  const { code } = transformSync(readFileSync(join(__dirname, `../../lib/core/${name}.ts`), 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  return code.replace(
    /require\("\.\/([-a-z]+)"\)/g,
    (_, other: string) => `((exports) => {${compiled(other)}\nreturn exports;})({})`,
  );
}

/** A program that has the library's errors, and throws one, or two in one. */
function program(count: number): string {
  const made = Array.from({ length: count }, (_, i) => {
    return `new KvorumError(${JSON.stringify(kind)}, 'prod', { message: 'fault ${i}' })`;
  });
  return `${compiled('error')}\nconst fail = () => raise(joinErrors([${made.join(', ')}]));\n`;
}

describe('an uncaught error', () => {
  const print = (count: number): string => {
    const { stderr, status } = spawnSync(process.execPath, ['-e', `${program(count)}fail();`], { encoding: 'utf8' });
    expect(status).toBe(1);
    return stderr;
  };

  test('prints its message first, and no line of the library', () => {
    const stderr = print(1);
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    expect(lines[0]).toBe('KvorumError: KV1234 [prod]: fault 0');
    expect(stderr.match(/fault 0/g)).toHaveLength(1);
    expect(stderr).not.toContain('throw error');
  });

  test.each([1, 2, 3])('prints its message and nothing else when it carries %d', (count) => {
    const lines = print(count)
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^ {4}at |^Node\.js v/.test(line));
    const messages = Array.from({ length: count }, (_, i) => [
      `KV1234 [prod]: fault ${i}`,
      '  change:  do it the other way',
    ]).flat();
    const first = count === 1 ? messages.shift() : `${count} errors, nothing was written`;
    expect(lines).toEqual([`KvorumError: ${String(first)}`, ...messages]);
  });
});

test('jest prints an error that fails a test once, and says nothing of circles', () => {
  const folder = newFolder();
  try {
    writeFileSync(join(folder, 'package.json'), '{}');
    const tests = [1, 2].map(
      (count) => `test('with ${count}', () => { const exports = {}; ${program(count)} fail(); });`,
    );
    writeFileSync(join(folder, 'some.test.js'), tests.join('\n'));
    const jest = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js');
    const { stderr, status } = spawnSync(process.execPath, [jest, '--rootDir', folder, '--runInBand'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).not.toMatch(/circular|aggregate|\[errors\]|getter/i);
    const [one, two] = ['with 1', 'with 2'].map((name) => stderr.split(`● ${name}\n`)[1]!.split('●')[0]!);
    expect(one!.match(/\[prod\]: fault 0/g)).toHaveLength(1);
    expect(two!.match(/2 errors, nothing was written/g)).toHaveLength(1);
    expect(two!.match(/\[prod\]: fault [01]/g)).toHaveLength(2);
  } finally {
    removeFolder(folder);
  }
});
