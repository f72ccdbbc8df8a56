import { checkProps } from '../../lib/core/props';
import { errorsOf } from '../deckhouse/found';

const KNOWN = { labels: 'object', hosts: 'list', path: 'text', enabled: 'flag', release: 'any' } as const;
const said = (props: object): string[] =>
  errorsOf(() => checkProps('c/x', props, KNOWN)).map((e) => `${e.code} ${e.property}`);

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
