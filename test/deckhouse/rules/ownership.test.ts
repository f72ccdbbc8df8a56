import { Chart } from 'cdk8s';

import { group, handWritten, program } from '../objects';
import type { HandWritten } from '../objects';
import { acknowledged, foundOf, line } from '../../support/findings';

function said(kind: string, fields: HandWritten): string[] {
  const { app, chart } = program();
  group(chart, 'g', { nodeType: 'Static' });
  handWritten(new Chart(app, 'd'), kind, 'x', fields);
  return foundOf(app, 'KV3391').map(line);
}

const secret = (name: string, namespace?: string): HandWritten => ({
  apiVersion: 'v1',
  metadata: { name, ...(namespace && { namespace }) },
});

describe('KV3391: what controllers of the platform write', () => {
  it.each<[string, HandWritten]>([
    ['Instance', { apiVersion: 'deckhouse.io/v1alpha1' }],
    ['ControlPlaneNode', { apiVersion: 'control-plane.deckhouse.io/v1alpha1' }],
    ['ControlPlaneOperation', { apiVersion: 'control-plane.deckhouse.io/v1alpha1' }],
    ['Secret', secret('d8-secret-encryption-key', 'kube-system')],
    ['Secret', secret('d8-secret-encryption-key')],
  ])('is not written here: %s', (kind, fields) => {
    expect(said(kind, fields)).toEqual([`KV3391 d/hand-${kind}-x: a controller of the platform owns it`]);
  });

  it.each<[string, HandWritten]>([
    ['Instance', { apiVersion: 'ec2.aws.upbound.io/v1beta1' }],
    ['Instance', { apiVersion: 'notdeckhouse.io/v1' }],
    ['Secret', secret('d8-secret-encryption-key', 'backup')],
    ['Secret', secret('audit-policy', 'kube-system')],
    ['ConfigMap', secret('d8-secret-encryption-key', 'kube-system')],
    ['constructor', { apiVersion: 'example.com/v1' }],
  ])('is not meant: %s %j', (kind, fields) => {
    expect(said(kind, fields)).toEqual([]);
  });

  it('cannot be accepted', () => {
    expect(acknowledged(program().app, 'KV3391')).toEqual(['KV1002']);
  });
});
