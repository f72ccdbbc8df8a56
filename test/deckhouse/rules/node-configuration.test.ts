import { ExistingObjects, NodeGroup, NodeGroupConfiguration } from '../../../lib/deckhouse';
import type { Program } from './outcome';
import { outcome } from './outcome';

const SCRIPT = '#!/bin/bash\necho "{{ .nodeGroup.name }} ${A:-${B}}"\n';

const step =
  (fields: object = {}): Program =>
  (chart) => {
    new NodeGroup(chart, 'worker', { metadata: { name: 'worker' }, spec: { nodeType: 'Static' } });
    new NodeGroupConfiguration(chart, 'step', {
      metadata: { name: 'step.sh' },
      spec: { content: SCRIPT, nodeGroups: ['worker'], bundles: ['*'], ...fields },
    });
  };

describe('rules of node configurations', () => {
  it.each<[string, Program, string]>([
    [
      'KV3821',
      step({ nodeGroups: ['worker', 'front'] }),
      'KV3821 spec.nodeGroups[1]: the group does not exist (front)',
    ],
    [
      'KV3822 for groups',
      step({ nodeGroups: ['*', 'worker'] }),
      'KV3822 spec.nodeGroups: `*` is listed together with names (*, worker)',
    ],
    [
      'KV3822 for families',
      step({ bundles: ['debian', '*'] }),
      'KV3822 spec.bundles: `*` is listed together with names (debian, *)',
    ],
    ['KV3823', step({ content: ' \n' }), 'KV3823 spec.content: the script is empty'],
    [
      'KV3824',
      step({ content: 'echo a\n' }),
      'KV3824 spec.content: the script does not start with #!/bin/bash (no #! line)',
    ],
    [
      'KV3824 for another language',
      step({ content: '#!/usr/bin/python3\n' }),
      'KV3824 spec.content: the script does not start with #!/bin/bash (#!/usr/bin/python3)',
    ],
    [
      'KV3825',
      step({ content: '#!/bin/bash\n{{ if .a }\necho {{ end }}\n' }),
      'KV3825 spec.content: a template has no `}}` ("{{ if .a }")',
    ],
  ])('%s fires', (_what, program, expected) => {
    expect(outcome('KV38', program)).toEqual([expected]);
  });

  it.each<[string, Program]>([
    ['a bash script for one group', step()],
    ['all groups', step({ nodeGroups: ['*'], bundles: ['debian', 'astra'] })],
    ['the masters, whose group the platform makes', step({ nodeGroups: ['master'] })],
    ['another way to bash', step({ content: '#!/usr/bin/env bash\n' })],
    [
      'a group that exists elsewhere',
      (chart) => {
        ExistingObjects.of(chart).addNodeGroup('front');
        step({ nodeGroups: ['front'] })(chart);
      },
    ],
  ])('%s passes', (_what, program) => {
    expect(outcome('KV38', program)).toEqual([]);
  });
});
