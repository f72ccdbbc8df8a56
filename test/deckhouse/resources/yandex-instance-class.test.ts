import { YandexInstanceClass } from '../../../lib/deckhouse';
import { chartFor } from '../objects';
import { refusals } from '../../support/errors';

const make = (spec: unknown): YandexInstanceClass =>
  new YandexInstanceClass(chartFor(), 'worker', { metadata: { name: 'worker' }, spec: spec as never });

const FULL = {
  cores: 4,
  memory: 8192,
  coreFraction: 50,
  gpus: 0,
  imageID: 'fd8',
  platformID: 'standard-v3',
  preemptible: true,
  diskType: 'network-ssd-io-m3',
  diskSizeGB: 93,
  assignPublicIPAddress: true,
  mainSubnet: 'e9b',
  additionalSubnets: ['b0c'],
  additionalLabels: { team: 'a' },
  networkType: 'SoftwareAccelerated',
};

describe('YandexInstanceClass', () => {
  it.each([[{ cores: 2, memory: 4096 }], [FULL]])('takes %j as it is', (spec) => {
    expect(make(spec).toJson()).toEqual({
      apiVersion: 'deckhouse.io/v1',
      kind: 'YandexInstanceClass',
      metadata: { name: 'worker' },
      spec,
    });
  });

  it.each([
    ['no cores', { memory: 1024 }, 'KV1202 spec.cores'],
    ['no memory', { cores: 2 }, 'KV1202 spec.memory'],
    ['negative cores', { ...FULL, cores: -1 }, 'KV1205 spec.cores'],
    ['half a core', { ...FULL, cores: 0.5 }, 'KV1203 spec.cores'],
    ['memory with a unit', { ...FULL, memory: '8Gi' }, 'KV1203 spec.memory'],
    ['no memory at all', { ...FULL, memory: 0 }, 'KV1205 spec.memory'],
    ['a fraction that is not sold', { ...FULL, coreFraction: 30 }, 'KV1204 spec.coreFraction'],
    ['a fraction as text', { ...FULL, coreFraction: '50' }, 'KV1204 spec.coreFraction'],
    ['negative GPUs', { ...FULL, gpus: -1 }, 'KV1205 spec.gpus'],
    ['a disk of no size', { ...FULL, diskSizeGB: 0 }, 'KV1205 spec.diskSizeGB'],
    ['an unknown disk', { ...FULL, diskType: 'ssd' }, 'KV1204 spec.diskType'],
    ['a flag as text', { ...FULL, preemptible: 'yes' }, 'KV1203 spec.preemptible'],
    ['the network type of v1alpha1', { ...FULL, networkType: 'SOFTWARE_ACCELERATED' }, 'KV1204 spec.networkType'],
    ['a label that is no text', { ...FULL, additionalLabels: { a: 1 } }, 'KV1203 spec.additionalLabels.a'],
    ['one subnet', { ...FULL, additionalSubnets: 'b0c' }, 'KV1203 spec.additionalSubnets'],
    ['a misspelt field', { ...FULL, imageId: 'x' }, 'KV1201 spec.imageId'],
  ])('refuses %s', (_what, spec, expected) => {
    expect(refusals(() => make(spec))).toContain(expected);
  });

  it('refuses a disk that the cloud does not make', () => {
    expect(refusals(() => make({ ...FULL, diskSizeGB: 100 }))).toEqual(['KV3605 spec.diskSizeGB']);
  });
});
