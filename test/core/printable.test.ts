import { load } from 'js-yaml';

import { KvorumError } from '../../lib/core';
import { CORE } from '../../lib/core/codes';
import { show } from '../../lib/core/format';
import { printable } from '../../lib/core/printable';
import { documentText } from '../../lib/core/yaml';

const HOSTILE = [
  '\u001b[31m',
  '\u0007',
  '\u007f',
  '\u0085',
  '\u009b31m',
  '\u200b',
  '\u202e',
  '\u2066',
  '\u2028',
  '\ufeff',
];

describe('what a terminal acts upon, and what nobody sees', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(printable(text)), text]))('%s is escaped', (_name, text) => {
    const shown = [
      show(`a${text}b`),
      new KvorumError(CORE.wrongType, `path${text}`, { message: text, given: text, fix: text }).message,
    ];
    for (const line of shown) expect(line).not.toContain(text);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(printable(text)), text]))(
    'in YAML %s is written as an escape, in values and keys',
    (_name, text) => {
      const document = { data: { key: `a${text}b`, [`k${text}`]: 'x' } };
      const written = documentText(document);
      expect(written).not.toContain(text);
      expect(load(written)).toEqual(document);
    },
  );

  it('line breaks, letters of all scripts and joined characters stay', () => {
    const text = 'Привет\nmañana 你好 👨‍👩‍👧 نیم‌فاصله';
    expect(printable(text)).toBe(text);
    expect(documentText({ text })).not.toContain('\\u');
  });

  it('half of a character is escaped', () => {
    expect(printable('a\ud800b')).toBe('a\\ud800b');
  });
});
