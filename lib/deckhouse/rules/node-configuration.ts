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
    fix: 'create the group, or declare one that is created elsewhere: ExistingObjects.of(scope).addNodeGroup(name)',
    source: 'our own; the platform accepts it',
  },
  (tree, report) => {
    // The platform itself creates the group of the masters when it is missing.
    const known = ['master', ...tree.nodeGroups.map((group) => group.name)];
    for (const { scope, fields } of tree.own<ConfigurationBody>('NodeGroupConfiguration')) {
      fields.spec.nodeGroups.forEach((name, i) => {
        if (name === ALL || known.includes(name) || tree.exists(`NodeGroup/${name}`)) return;
        report(scope, `spec.nodeGroups[${i}]`, {
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
    title: 'a node configuration lists `*` together with names',
    explanation:
      'With `*` in the list the other entries have no effect. A group or family cannot be excluded: list ' +
      'the ones you want.',
    fix: 'leave `*` alone in the list, or list the ones you want',
    source: 'our own; the platform accepts it',
  },
  KIND,
  ({ fields: { spec } }, report) => {
    for (const key of ['nodeGroups', 'bundles'] as const) {
      if (spec[key].length < 2 || !spec[key].includes(ALL)) continue;
      report(`spec.${key}`, {
        message: '`*` is listed together with names',
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
  ({ fields: { spec } }, report) => {
    if (spec.content.trim() === '') report('spec.content', { message: 'the script is empty' });
  },
);

const BASH = /^#!\s*(\/usr\/bin\/env\s+|\/(usr\/)?bin\/)bash\b/;

export const CONFIGURATION_IS_BASH = objectRule<ConfigurationBody>(
  {
    code: 'KV3824',
    level: 'warning',
    title: 'a node configuration does not begin with `#!/bin/bash`',
    explanation:
      'The nodes run it with bash in any case. A first line `#!/bin/bash` shows that to readers, editors ' +
      'and shellcheck.',
    fix: 'begin it with the line `#!/bin/bash`',
    source: 'our own',
  },
  KIND,
  ({ fields: { spec } }, report) => {
    const first = spec.content.trimStart().split('\n')[0] ?? '';
    if (first === '' || BASH.test(first)) return;
    const given = first.startsWith('#!') ? first : 'no #! line';
    report('spec.content', { message: 'the script does not start with #!/bin/bash', given });
  },
);

export const TEMPLATES_ARE_CLOSED = objectRule<ConfigurationBody>(
  {
    code: 'KV3825',
    level: 'warning',
    title: 'a template in a node configuration is not closed',
    explanation:
      'The script is a Go template: each `{{` needs its `}}`, each `if`, `range`, `with`, `block` and ' +
      '`define` its `end`. ' +
      'A script that cannot be parsed never reaches the nodes.',
    fix: 'close it: each `{{` needs its `}}`, each `if`, `range`, `with`, `block` and `define` its `end`',
    source: 'our own',
  },
  KIND,
  ({ fields: { spec } }, report) => {
    const fault = templateFault(spec.content);
    if (fault !== undefined) report('spec.content', fault);
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
      return { message: 'an `end` of the template does not close a block', given: show(`{{${action}}}`) };
  }
  if (rest !== undefined) return { message: 'a template has no `}}`', given: show(rest.split('\n')[0]) };
  const last = open.pop();
  return last === undefined
    ? undefined
    : { message: 'a block of the template has no `end`', given: show(`{{${last}}}`) };
}

/** The texts between `{{` and `}}`, and the text from the first `{{` on that has no `}}`. */
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

/** The position of the `}}` of an action: braces in its texts and comments do not count. */
function endOfAction(content: string, from: number): number {
  COMMENT.lastIndex = from;
  if (COMMENT.test(content)) {
    const end = content.indexOf('*/', from);
    return end < 0 ? -1 : content.indexOf('}}', end);
  }
  for (let at = from; at < content.length; at++) {
    const char = content[at] ?? '';
    if (char === '}' && content[at + 1] === '}') return at;
    // Actions do not contain braces: this is the next one.
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
