import { CORE } from '../../lib/core/codes';
import { fault } from '../../lib/core/fault';
import { checkedProps, checkProps } from '../../lib/core/props';
import { instance, list, object, optional, required, text } from '../../lib/core/shape';
import { codesOf, errorsOf, refusals } from '../support/errors';

const KNOWN = { labels: 'object', hosts: 'list', path: 'text', enabled: 'flag', release: 'any' } as const;
const said = (props: object): string[] => refusals(() => checkProps('c/x', props, KNOWN));

it('props of an unknown name are refused, all at once, with a guess', () => {
  expect(said({ lables: 1, 'a b': 1, constructor: 1, labels: {} })).toEqual([
    'KV1201 lables',
    'KV1201 "a b"',
    'KV1201 constructor',
  ]);
  const [error] = errorsOf(() => checkProps('c/x', { lables: {} }, KNOWN));
  expect(error).toMatchObject({
    path: 'c/x',
    allowed: 'labels, hosts, path, enabled, release',
    fix: 'did you mean labels?',
  });
});

it('props of another type are refused, and their value is not shown', () => {
  expect(said({ labels: [], hosts: {}, path: 1, enabled: 'yes' })).toEqual([
    'KV1203 labels',
    'KV1203 hosts',
    'KV1203 path',
    'KV1203 enabled',
  ]);
  const [error] = errorsOf(() => checkProps('c/x', { labels: 'hunter2' }, KNOWN));
  expect([error?.given, error?.allowed]).toEqual(['a text', 'an object']);
  expect(error?.message).not.toContain('hunter2');
});

it('what fits, and what is not given, passes', () => {
  const fits = { labels: {}, hosts: [], path: 'a', enabled: false, release: new Date(0) };
  expect(() => checkProps('c/x', fits, KNOWN)).not.toThrow();
  expect(() => checkProps('c/x', { labels: undefined, hosts: null }, KNOWN)).not.toThrow();
});

describe('props that have a table', () => {
  interface Props {
    readonly name: string;
    readonly created?: Date;
    readonly dates?: readonly Date[];
  }
  const DATE = instance<Date>('a Date', (value) => value instanceof Date);
  const TABLE = object<Props>({
    name: required(text({ maxLength: 5 })),
    created: optional(DATE),
    dates: optional(list(DATE)),
  });
  const refused = (props: unknown): string[] => refusals(() => checkedProps('c/x', TABLE, props as Props));

  it('are refused with all faults in one error, instances too', () => {
    const wrong = { name: 'too long', created: 'hunter2', dates: [new Date(0), 1], creatd: 1 };
    expect(refused(wrong)).toEqual(['KV1205 name', 'KV1203 created', 'KV1203 dates[1]', 'KV1201 creatd']);
    const errors = errorsOf(() => checkedProps('c/x', TABLE, wrong as unknown as Props));
    expect(errors.map((e) => e.message).join()).not.toContain('hunter2');
    expect(errors[1]).toMatchObject({ path: 'c/x', given: 'a text', allowed: 'a Date' });
    expect(errors[3]).toMatchObject({ allowed: 'name, created, dates', fix: 'did you mean created?' });
  });

  it('are refused when they are missing, or of another type', () => {
    expect([undefined, null, 'x', new Date(0)].flatMap(refused)).toEqual(Array(4).fill('KV1203'));
  });

  it('are read once, and keep their instances', () => {
    const created = new Date(0);
    let reads = 0;
    const props = {
      created,
      get name(): string {
        return `n${reads++}`;
      },
    };
    const read = checkedProps('', TABLE, props);
    expect(read).toEqual({ name: 'n0', created });
    expect(read.created).toBe(created);
    expect(reads).toBe(1);
  });

  it('are validated further only when the table finds none', () => {
    const validate = jest.fn(() => [fault(CORE.wrongFormat, 'name', 'not this one')]);
    expect(codesOf(() => checkedProps('', TABLE, { name: 'too long' }, validate))).toEqual(['KV1205']);
    expect(validate).not.toHaveBeenCalled();
    expect(codesOf(() => checkedProps('', TABLE, { name: 'a' }, validate))).toEqual(['KV1206']);
  });
});
