import { ApiObject, Chart, Yaml } from 'cdk8s';

import { ClusterApp } from '../../lib/app';
import type { SourceNode } from '../../lib/audit/reader/node';
import { readSource } from '../../lib/audit/reader/source';
import { documentText, toYaml } from '../../lib/core/yaml';

/** Texts that some reader of YAML takes for something else. */
const TEXTS = [
  ...['no', 'y', 'On', '~', 'null', '0777', '0b11', '0x1F', '1_000', '1.5', '1e3', '.5', '1.', '+1', '.inf'],
  ...['2024-01-01', '12:30:45', 'a: b', 'a #b', '*x', '&x', '!x', '%x', '@x', '`x', '|', '>', '-', '- x', '? x', '<<'],
  ...[
    '=',
    '',
    ' ',
    ' x',
    'x ',
    'x\n',
    '\nx',
    'x\n\n',
    'x \ny',
    '\tx',
    'x\r\ny',
    '\u2028',
    '\u0085',
    '---',
    '...',
    '{',
    '[',
  ],
];
const UNPRINTABLE = ['\u007f', '\u0085', '\u2028', '\u009f', '\ufeff', '\ufffe', '\u007f and ключ', '0o14', '-0o7'];

function plain(node: SourceNode | undefined): unknown {
  if (node?.type === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  if (node?.type === 'list') return node.items.map((item) => plain(item));
  return node?.value;
}

/** What a reader of YAML 1.1 makes of a text. */
function read(text: string): unknown {
  const { root, fault } = readSource(text);
  expect(fault).toBeUndefined();
  return plain(root);
}

describe('YAML', () => {
  it.each(TEXTS)('%j comes back as it was', (text) => {
    expect(read(toYaml({ text, list: [text], rest: { [`k${text}`]: 1 } }))).toEqual({
      text,
      list: [text],
      rest: { [`k${text}`]: 1 },
    });
  });

  it.each(UNPRINTABLE)('%j, which YAML cannot hold as it is, is written as JSON', (text) => {
    const document = toYaml({ text, rest: { [text]: 'x' } });
    expect(read(toYaml({ [text]: 1 }))).toEqual({ [text]: 1 });
    expect(document).toMatch(/^\{\n/);
    expect(JSON.parse(document)).toEqual({ text, rest: { [text]: 'x' } });
    expect(read(document)).toEqual({ text, rest: { [text]: 'x' } });
  });

  it('is that of cdk8s for everything else', () => {
    const document = { apiVersion: 'v1', list: [1, true, null], text: 'x: y' };
    expect(documentText(document)).toBe(Yaml.stringify(document));
  });

  it('writes values that occur twice twice', () => {
    const twice = { a: [1] };
    expect(toYaml({ x: twice, z: twice })).toBe('x:\n  a:\n    - 1\nz:\n  a:\n    - 1\n');
  });

  it('holds for the manifests of an app', () => {
    const app = new ClusterApp();
    const chart = new Chart(app, 'prod');
    new ApiObject(chart, 'Banner', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'banner' },
      data: { text: '\u001b[31m\u007f' },
    });
    expect(read(app.synthYaml())).toMatchObject({ data: { text: '\u001b[31m\u007f' } });
  });
});
