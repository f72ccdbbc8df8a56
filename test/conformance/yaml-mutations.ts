/** Random damage to YAML files, byte by byte and token by token. */
import type { Mulberry } from './mulberry';

const TOKENS: readonly string[] = [
  '\t',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\0',
  '\x01',
  '\x7f',
  'я',
  '😀',
  '- ',
  '-',
  '- - ',
  '-\t',
  '? ',
  '?\t',
  '?',
  ': ',
  ':',
  ':\t',
  ':\n',
  ',',
  '&a ',
  '&a\n',
  '*a',
  '*a ',
  '&',
  '*',
  '<<: *a\n',
  '<<',
  '!!binary ',
  '!!str\n',
  '!',
  '! ',
  '!<tag:yaml.org,2002:int> ',
  '!a!b ',
  '!%41 ',
  '|',
  '|\n',
  '|2-\n',
  '|+ # c\n',
  '>',
  '>-',
  '>-\n',
  '>1\n',
  "'",
  '"',
  "''",
  '"\\\n',
  '\\',
  '\\x41',
  '\\u00',
  '#',
  ' # c',
  '\t# c\n',
  '# c\n\t# d\n',
  '\n# c\n\n',
  '%YAML 1.1\n',
  '%YAML 1.2\n',
  '%TAG !a! b\n',
  '---\n',
  '\n---\n',
  '--- ',
  '...\n',
  '\n...\n',
  '\n...\n[',
  '{',
  '}',
  '[',
  ']',
  '{}',
  '[]',
  '[?',
  '[a: b]',
  '{a, b: }',
  '@',
  '`',
  '~',
  '%',
];

/** The bytes of a text, damaged in one to four places, mostly in one. */
export function damage(text: Uint8Array, random: Mulberry): Uint8Array {
  let bytes: Buffer = Buffer.from(text);
  for (let i = random.below(random.below(4) + 1); i >= 0; i--) bytes = once(bytes, random);
  return bytes;
}

function once(bytes: Buffer, random: Mulberry): Buffer {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.below(4) === 0 ? 40 : 3);
  const before = bytes.subarray(0, at);
  const behind = bytes.subarray(at);
  switch (random.below(10)) {
    case 0:
      return Buffer.concat([before, behind.subarray(length)]);
    case 1:
      return Buffer.concat([before, behind.subarray(0, length), behind]);
    case 2: {
      const swapped = Buffer.from(bytes);
      const other = random.below(bytes.length + 1);
      if (at < bytes.length && other < bytes.length) [swapped[at], swapped[other]] = [bytes[other]!, bytes[at]!];
      return swapped;
    }
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(TOKENS)), behind.subarray(length)]);
    case 4: {
      const depth = 1 + random.below(200);
      return Buffer.concat([
        before,
        Buffer.from(random.pick(['[', '{', '- ', '? ', '{a: ', '[[']).repeat(depth)),
        behind,
      ]);
    }
    case 5:
    case 6: {
      // At the begin of a line, or behind its indentation.
      const lines = bytes.toString('latin1').split('\n');
      const line = random.below(lines.length);
      const indent = random.below(2) === 0 ? 0 : (/^[ -]*/.exec(lines[line] ?? '')?.[0].length ?? 0);
      const token = Buffer.from(random.pick(TOKENS)).toString('latin1');
      lines[line] = `${(lines[line] ?? '').slice(0, indent)}${token}${(lines[line] ?? '').slice(indent)}`;
      return Buffer.from(lines.join('\n'), 'latin1');
    }
    default:
      return Buffer.concat([before, Buffer.from(random.pick(TOKENS)), behind]);
  }
}
