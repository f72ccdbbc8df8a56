import { show } from '../../core/format';
import type { NodeGroupConfigurationSpec } from '../kinds/node-group-configuration';
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
    explanation: 'The step would run nowhere.',
    fix: 'create the group, or declare one that is made elsewhere: ExistingObjects.of(scope).addNodeGroup(name)',
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
    fix: 'leave `*` alone in the list, or name the ones that are meant',
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
    fix: 'write a script into content, or remove the configuration',
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
    fix: 'begin it with the line `#!/bin/bash`',
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
      'The script is a Go template: each `{{` needs its `}}`, each `if`, `range`, `with`, `block` and `define` its `end`. ' +
      'What cannot be parsed never reaches the nodes.',
    fix: 'close it: each `{{` needs its `}}`, each `if`, `range`, `with`, `block` and `define` its `end`',
    source: 'our own',
  },
  KIND,
  ({ body: { spec } }, say) => {
    const fault = templateFault(spec.content);
    if (fault !== undefined) say('spec.content', fault);
  },
);

const OPENS = /^-?\s*(if|range|with|block|define)\b/;
const CLOSES = /^-?\s*end\b/;

function templateFault(content: string): { readonly message: string; readonly given: string } | undefined {
  const open: string[] = [];
  const { actions, rest } = actionsOf(content);
  for (const action of actions) {
    if (OPENS.test(action)) open.push(action);
    else if (CLOSES.test(action) && open.pop() === undefined)
      return { message: 'an end of the template closes nothing', given: show(`{{${action}}}`) };
  }
  if (rest !== undefined) return { message: 'a template has no end', given: show(rest.split('\n')[0]) };
  const last = open.pop();
  return last === undefined ? undefined : { message: 'a block of the template has no end', given: show(`{{${last}}}`) };
}

/** What stands between `{{` and `}}`, and the text from the first `{{` on that has no `}}`. */
function actionsOf(content: string): { readonly actions: readonly string[]; readonly rest: string | undefined } {
  const actions: string[] = [];
  for (let at = content.indexOf('{{'); at >= 0;) {
    const end = endOfAction(content, at + 2);
    if (end < 0) return { actions, rest: content.slice(at) };
    actions.push(content.slice(at + 2, end));
    at = content.indexOf('{{', end + 2);
  }
  return { actions, rest: undefined };
}

const COMMENT = /-?\s*\/\*/y;

/** Where the `}}` of an action stands: braces in its texts and comments mean nothing. */
function endOfAction(content: string, from: number): number {
  COMMENT.lastIndex = from;
  if (COMMENT.test(content)) {
    const end = content.indexOf('*/', from);
    return end < 0 ? -1 : content.indexOf('}}', end);
  }
  for (let at = from; at < content.length; at++) {
    const char = content[at] ?? '';
    if (char === '}' && content[at + 1] === '}') return at;
    // No action holds a brace of its own: this is the next one.
    if (char === '{') return -1;
    if (char === '"' || char === "'" || char === '`') at = endOfText(content, at, char);
  }
  return -1;
}

function endOfText(content: string, from: number, quote: string): number {
  for (let at = from + 1; at < content.length; at++) {
    if (content[at] === quote) return at;
    if (content[at] === '\\' && quote !== '`') at += 1;
  }
  return content.length;
}
