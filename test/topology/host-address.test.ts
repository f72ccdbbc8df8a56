import { HostAddress } from '../../lib/topology';
import { refusals } from '../support/errors';

describe('the address of a host', () => {
  it.each<[string, HostAddress, string | undefined, string | undefined, string]>([
    ['fixed', HostAddress.fixed('10.0.0.10'), '10.0.0.10', '10.0.0.10', '10.0.0.10'],
    ['after-apply', HostAddress.afterApply('${vm.ip}'), undefined, '${vm.ip}', 'known after apply'],
    ['none', HostAddress.NONE, undefined, undefined, 'none'],
  ])('may be %s', (state, address, ifFixed, value, words) => {
    expect([address.state, address.ifFixed, address.value, address.toString()]).toEqual([state, ifFixed, value, words]);
    expect(HostAddress.isHostAddress(address)).toBe(true);
  });

  it('is refused when it cannot be one', () => {
    expect(refusals(() => HostAddress.fixed('10.0.0.300'))).toEqual(['KV1301']);
    expect(refusals(() => HostAddress.fixed(undefined as never))).toEqual(['KV1301']);
    expect(refusals(() => HostAddress.afterApply(''))).toEqual(['KV1203']);
    expect(refusals(() => HostAddress.afterApply(5 as never))).toEqual(['KV1203']);
  });

  it('is told from everything else', () => {
    expect([undefined, null, '10.0.0.10', {}].map((x) => HostAddress.isHostAddress(x))).toEqual(Array(4).fill(false));
  });
});
