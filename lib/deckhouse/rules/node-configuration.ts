import { show } from '../../core/words';
import type { NodeGroupConfigurationSpec } from '../resources/node-group-configuration';
import { objectRule, treeRule } from './rule';

interface ConfigurationBody {
  readonly spec: NodeGroupConfigurationSpec;
}

const KIND = ['NodeGroupConfiguration'];
const ALL = '*';

export const GROUPS_OF_CONFIGURATION_EXIST = treeRule(
  {
    code: 'KV3821',
    level: 'error',
    advice: true,
    title: 'a node configuration names a group that does not exist',
    explanation:
      'The step would run nowhere. Create the group, or declare one that is made elsewhere: ' +
      'ExistingObjects.of(scope).addNodeGroup(name).',
    source: 'our own; the platform accepts it',
  },
  (tree, say) => {
    // The platform itself makes the group of the masters when it is missing.
    const known = ['master', ...tree.nodeGroups.map((group) => group.name)];
    for (const { scope, body } of tree.own<ConfigurationBody>('NodeGroupConfiguration')) {
      body.spec.nodeGroups.forEach((name, i) => {
        if (name === ALL || known.includes(name) || tree.existing.objects.has(`NodeGroup/${name}`)) return;
        say(scope, `spec.nodeGroups[${i}]`, {
          message: 'the group does not exist',
          given: name,
          allowed: [...new Set(known)].join(', '),
        });
      });
    }
  },
);

export const ALL_STANDS_ALONE = objectRule<ConfigurationBody>(
  {
    code: 'KV3822',
    level: 'error',
    advice: true,
    title: 'a node configuration names all and some',
    explanation:
      'With `*` in the list the other entries mean nothing. There is no way to leave a group or family out: name the ones that are meant.',
    source: 'our own; the platform accepts it',
  },
  KIND,
  ({ body: { spec } }, say) => {
    for (const key of ['nodeGroups', 'bundles'] as const) {
      if (spec[key].length < 2 || !spec[key].includes(ALL)) continue;
      say(`spec.${key}`, {
        message: '`*` stands beside names',
        given: spec[key].join(', '),
        allowed: '`*` alone, or names',
      });
    }
  },
);

export const CONFIGURATION_HAS_CONTENT = objectRule<ConfigurationBody>(
  {
    code: 'KV3823',
    level: 'error',
    advice: true,
    title: 'a node configuration does nothing',
    explanation: 'Its content is empty.',
    source: 'our own; the platform accepts it',
  },
  KIND,
  ({ body: { spec } }, say) => {
    if (spec.content.trim() === '') say('spec.content', { message: 'the script is empty' });
  },
);

const BASH = /^#!\s*(\/usr\/bin\/env\s+|\/(usr\/)?bin\/)bash\b/;

export const CONFIGURATION_IS_BASH = objectRule<ConfigurationBody>(
  {
    code: 'KV3824',
    level: 'warning',
    title: 'a node configuration does not say that it is a bash script',
    explanation:
      'The nodes run it with bash whatever it says. A first line `#!/bin/bash` tells that to readers, editors and shellcheck.',
    source: 'our own',
  },
  KIND,
  ({ body: { spec } }, say) => {
    const first = spec.content.trimStart().split('\n')[0] ?? '';
    if (first === '' || BASH.test(first)) return;
    const given = first.startsWith('#!') ? first : 'no #! line';
    say('spec.content', { message: 'the script does not start with #!/bin/bash', given });
  },
);

export const TEMPLATES_ARE_CLOSED = objectRule<ConfigurationBody>(
  {
    code: 'KV3825',
    level: 'warning',
    title: 'a template in a node configuration is not closed',
    explanation:
      'The script is a Go template: each `{{` needs its `}}`. What cannot be parsed never reaches the nodes.',
    source: 'our own',
  },
  KIND,
  ({ body: { spec } }, say) => {
    // Closing braces alone prove nothing: bash's own ${a:-${b}} has them.
    const open = spec.content
      .split('{{')
      .slice(1)
      .find((part) => !part.includes('}}'));
    if (open === undefined) return;
    say('spec.content', { message: 'a template has no end', given: show(`{{${open.split('\n')[0] ?? ''}`) });
  },
);
