import fc from 'fast-check';

import { Cidr, Ipv4 } from '../../lib/core';
import { runs } from '../support/seed';

const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => octets.join('.'));
const network = fc
  .tuple(address, fc.integer({ min: 0, max: 32 }))
  .map(([a, prefix]) => Cidr.lenient(`${a}/${prefix}`)!);

it('every address is its own text, in the order of its number', () => {
  fc.assert(
    fc.property(address, address, (a, b) => {
      const [one, other] = [Ipv4.parse(a), Ipv4.parse(b)];
      expect(one.toString()).toBe(a);
      const octets = (text: string): number[] => text.split('.').map(Number);
      const first = octets(a).findIndex((octet, i) => octet !== octets(b)[i]);
      const order = first === -1 ? 0 : Math.sign(octets(a)[first]! - octets(b)[first]!);
      expect(Math.sign(one.toNumber() - other.toNumber())).toBe(order);
    }),
    runs(100),
  );
});

it('what host bits are left out of is canonical, and holds the address', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 32 }), (a, prefix) => {
      const meant = Cidr.lenient(`${a}/${prefix}`)!;
      expect(Cidr.parse(meant.toString()).toString()).toBe(meant.toString());
      expect(meant.contains(Ipv4.parse(a))).toBe(true);
      expect(Cidr.isValid(`${a}/${prefix}`)).toBe(meant.network.toString() === a);
    }),
    runs(100),
  );
});

it('two networks overlap, in either order, exactly when one contains the other', () => {
  fc.assert(
    fc.property(network, network, (a, b) => {
      expect(a.overlaps(b)).toBe(b.overlaps(a));
      expect(a.overlaps(b)).toBe(a.contains(b) || b.contains(a));
      expect(a.overlaps(b)).toBe(a.contains(b.network) || b.contains(a.network));
      expect(a.contains(a) && a.overlaps(a)).toBe(true);
    }),
    runs(100),
  );
});

it('the parts of a network cover it without a gap, and have nothing in common', () => {
  fc.assert(
    fc.property(network, fc.integer({ min: 1, max: 8 }), (whole, more) => {
      fc.pre(whole.prefix + more <= 32);
      const parts = whole.split(whole.prefix + more);
      expect(parts).toHaveLength(2 ** more);
      expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(whole.size);
      parts.forEach((part, i) => {
        expect(part.network.toNumber()).toBe(whole.network.toNumber() + i * part.size);
        expect(whole.contains(part) && !part.contains(whole)).toBe(true);
        expect(Cidr.isValid(part.toString())).toBe(true);
      });
    }),
    runs(100),
  );
});

it('any text is a network, an address, or refused, and never more', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Ipv4.isValid(text) && Cidr.isValid(text)).toBe(false);
      expect(Cidr.isValid(text)).toBe(Cidr.lenient(text)?.toString() === text);
    }),
    runs(100),
  );
});
