import { Testing } from 'cdk8s';

import { MultiMasterCluster } from '../../lib/cluster';
import { Deckhouse } from '../../lib/deckhouse/deckhouse';
import { givenProps } from '../../lib/core/props';
import { DeckhouseRelease } from '../../lib/deckhouse/release';
import { StaticClusterConfiguration } from '../../lib/deckhouse/resources/dhctl-documents';
import { program } from './objects';
import { errorsOf, refusals } from '../support/errors';

describe('props', () => {
  it.each([undefined, null, {}])('%p are no props, and no fault', (props) => {
    expect(givenProps('c/x', props as never)).toEqual({});
  });

  it.each(['x', 1, [], new Date(0), () => 1])('%p are refused at the path of the construct', (props) => {
    const [error] = errorsOf(() => givenProps('c/x', props as never));
    expect([error?.code, error?.path, error?.allowed]).toEqual(['KV1203', 'c/x', 'an object']);
  });
});

describe('a document of dhctl', () => {
  const make = (props: unknown) => new StaticClusterConfiguration(program().chart, 'x', props as never);

  it('has no metadata', () => {
    expect(refusals(() => make({ metadata: { name: 'x' } }))).toEqual(['KV1201 metadata']);
  });

  it('is read once, and refused when it cannot be', () => {
    const networks: unknown[] = [];
    networks.push(networks);
    expect(refusals(() => make({ internalNetworkCIDRs: networks }))).toEqual(['KV1203 internalNetworkCIDRs[0]']);
  });
});

it('settings that are no list are left to the table', () => {
  const distribution = new Deckhouse({
    release: DeckhouseRelease.V1_77,
    controlPlaneManager: { apiserver: { certSANs: 7 as never } },
  });
  const make = () => new MultiMasterCluster(Testing.app(), 'prod', { replicas: 3, distribution });
  expect(refusals(make)).toEqual(['KV1203 settings.apiserver.certSANs']);
});
