import { DnsName } from '../../lib/core';
import { codesOf } from '../support/errors';

describe('DnsName', () => {
  it.each<[unknown, boolean, boolean]>([
    ['a', true, true],
    ['node-0', true, true],
    ['0node', true, true],
    ['a'.repeat(63), true, true],
    ['a.b-c.d', false, true],
    ['a'.repeat(64), false, false],
    [`${'a.'.repeat(126)}a`, false, true],
    [`${'a.'.repeat(127)}a`, false, false],
    ['Node', false, false],
    ['-a', false, false],
    ['a-', false, false],
    ['a..b', false, false],
    ['a_b', false, false],
    ['a\n', false, false],
    ['', false, false],
    [1, false, false],
  ])('%j: label %s, subdomain %s', (text, label, subdomain) => {
    expect([DnsName.isLabel(text), DnsName.isSubdomain(text)]).toEqual([label, subdomain]);
    expect(codesOf(() => DnsName.label(text as string))).toEqual(label ? [] : ['KV1303']);
    expect(codesOf(() => DnsName.subdomain(text as string))).toEqual(subdomain ? [] : ['KV1303']);
  });
});
