/** Random damage to policies: what a slip of the hand, an editor or a merge conflict leaves behind. */
import type { Mulberry } from './mulberry';

const PIECES: readonly string[] = [
  '\n',
  ' ',
  '  ',
  '\t',
  ':',
  ': ',
  '- ',
  '-',
  '?',
  '? ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' #',
  '&a ',
  '*a',
  '!',
  '!!str ',
  '!!int ',
  '|',
  '>',
  '|-\n',
  "'",
  '"',
  '%',
  '@',
  '`',
  '\\',
  '~',
  '<<: ',
  '---\n',
  '...\n',
  '*',
  '/',
  '\r',
  '\r\n',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u0001',
  'é',
  '😀',
  '0',
  '1.5',
  '0777',
  'No',
  'on',
  'null',
  '.inf',
  'y',
  'None',
  'Metadata',
  'none',
  'level',
  'verbs',
  'resources',
  'group',
  'nonResourceURLs',
  'namespaces',
  'users',
  'rules',
  'omitStages',
  'kind',
  'apiVersion',
  'metadata',
  'labels',
  'resourceNames',
  'Panic',
  '2024-01-01',
  '\\u0041',
  '\\x',
  '=',
  '_',
  '+',
  '-1',
  '0x1F',
  '{}',
  '[]',
  '""',
  "''",
  '""\n',
  '*: ',
  '[a]: ',
  'users: [a]\n',
  '  level: None\n',
  'rules:\n',
  '- level: None\n',
];

/** Damages a policy in one to four places, mostly in one. */
export function mutate(policy: string, random: Mulberry): string {
  let text = policy;
  for (let i = random.below(random.below(4) + 1); i >= 0; i--) text = once(text, random);
  return text;
}

function once(text: string, random: Mulberry): string {
  const at = random.below(text.length + 1);
  const length = 1 + random.below(random.below(4) === 0 ? 30 : 3);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
    case 2:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at + length);
    case 4: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    case 5:
      lines.splice(line, 0, lines[random.below(lines.length)] ?? '');
      return lines.join('\n');
    case 6:
      lines.splice(line, 1);
      return lines.join('\n');
    case 7:
      lines[line] = `${' '.repeat(random.below(4))}${(lines[line] ?? '').slice(random.below(3))}`;
      return lines.join('\n');
    default: {
      // A word in another case, or another word in its place.
      const words = [...text.matchAll(/[A-Za-z]+/g)];
      const word = words[random.below(words.length)];
      if (word === undefined) return text;
      const changed = random.below(2) === 0 ? random.pick(PIECES) : word[0].toLowerCase();
      return text.slice(0, word.index) + changed + text.slice(word.index + word[0].length);
    }
  }
}
