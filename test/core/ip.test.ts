import { Cidr, Ipv4 } from '../../lib/core';
import { ADDRESS_OR_NETWORK_FORM, IPV4_FORM, NETWORK_FORM } from '../../lib/core/ip';
import { codesOf, errorsOf } from '../support/errors';

describe('Ipv4', () => {
  it.each(['0.0.0.0', '10.0.0.10', '255.255.255.255', '1.20.199.249'])('takes %s', (text) => {
    expect(Ipv4.isValid(text)).toBe(true);
    expect(Ipv4.parse(text).toString()).toBe(text);
  });

  it.each([
    ['010.0.0.1'],
    ['10.0.0'],
    ['10.0.0.256'],
    ['1.2.3.4 '],
    ['1.2.3.4\n'],
    ['fd00::1'],
    ['0x1.2.3.4'],
    ['1.2.3.4.5'],
    [''],
    [7],
    [undefined],
  ])('refuses %j', (text) => {
    expect(Ipv4.isValid(text)).toBe(false);
    expect(codesOf(() => Ipv4.parse(text as never))).toEqual(['KV1301']);
  });

  it('knows its number', () => {
    expect([Ipv4.parse('0.0.1.0').toNumber(), Ipv4.parse('255.255.255.255').toNumber()]).toEqual([256, 4294967295]);
  });
});

describe('Cidr', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '10.128.0.0/9', '192.168.1.4/30', '1.2.3.4/32'])('takes %s', (text) => {
    const network = Cidr.parse(text);
    expect([Cidr.isValid(text), network.toString()]).toEqual([true, text]);
  });

  it.each([
    ['10.0.0.0'],
    ['10.0.0.0/33'],
    ['10.0.0.0/08'],
    ['10.0.0/8'],
    ['010.0.0.0/8'],
    ['fd00::/8'],
    [' 10.0.0.0/8'],
    [''],
    [null],
  ])('refuses %j', (text) => {
    expect([Cidr.isValid(text), Cidr.lenient(text)]).toEqual([false, undefined]);
    expect(codesOf(() => Cidr.parse(text as never))).toEqual(['KV1302']);
  });

  it('refuses host bits, and names the network that was meant', () => {
    const [error] = errorsOf(() => Cidr.parse('10.1.2.3/16'));
    expect([error?.code, error?.allowed]).toEqual(['KV1302', '10.1.0.0/16']);
    expect(Cidr.lenient('10.1.2.3/16')?.toString()).toBe('10.1.0.0/16');
  });

  it.each<[string, string, boolean, boolean]>([
    ['10.0.0.0/8', '10.255.0.0/16', true, true],
    ['10.255.0.0/16', '10.0.0.0/8', false, true],
    ['10.0.0.0/24', '10.0.1.0/24', false, false],
    ['10.0.0.0/24', '10.0.0.0/24', true, true],
    ['0.0.0.0/0', '255.255.255.255/32', true, true],
    ['10.0.0.0/25', '10.0.0.128/25', false, false],
  ])('%s and %s: contains %s, overlaps %s', (a, b, contains, overlaps) => {
    const [one, other] = [Cidr.parse(a), Cidr.parse(b)];
    expect([one.contains(other), one.overlaps(other), other.overlaps(one)]).toEqual([contains, overlaps, overlaps]);
  });

  it('contains its own addresses and no others', () => {
    const network = Cidr.parse('10.0.0.0/30');
    const inside = ['9.255.255.255', '10.0.0.0', '10.0.0.3', '10.0.0.4'].map((a) => network.contains(Ipv4.parse(a)));
    expect([...inside, network.size, network.network.toString()]).toEqual([false, true, true, false, 4, '10.0.0.0']);
  });

  it('is split into parts of one size', () => {
    expect(Cidr.parse('10.0.0.0/16').split(18).map(String)).toEqual([
      '10.0.0.0/18',
      '10.0.64.0/18',
      '10.0.128.0/18',
      '10.0.192.0/18',
    ]);
    expect(Cidr.parse('255.255.255.254/31').split(32).map(String)).toEqual([
      '255.255.255.254/32',
      '255.255.255.255/32',
    ]);
  });

  it.each([16, 15, 33, 17.5, NaN])('is not split into parts of /%s', (prefix) => {
    expect(codesOf(() => Cidr.parse('10.0.0.0/16').split(prefix))).toEqual(['KV1307']);
  });

  it('is not split into more parts than anybody can want', () => {
    expect(errorsOf(() => Cidr.parse('10.0.0.0/8').split(25)).map((e) => e.allowed)).toEqual(['/9 to /24']);
    expect(codesOf(() => Cidr.parse('10.0.0.0/32').split(33))).toEqual(['KV1307']);
  });
});

describe('the forms of tables', () => {
  it.each<[string, boolean, boolean, boolean]>([
    ['10.0.0.1', true, false, true],
    ['10.0.0.1/24', false, true, true],
    ['10.0.0.1./24', false, false, false],
    ['10.0.0.1/', false, false, false],
    ['10.0.0.1/33', false, false, false],
    ['010.0.0.1', false, false, false],
  ])('%s: address %s, network %s, either %s', (text, address, network, either) => {
    const forms = [IPV4_FORM, NETWORK_FORM, ADDRESS_OR_NETWORK_FORM];
    expect(forms.map((form) => form.pattern?.test(text))).toEqual([address, network, either]);
  });
});
