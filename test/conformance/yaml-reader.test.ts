/** The YAML reader against gopkg.in/yaml.v3, with which Butane reads: verdict, tree and places are the same. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../lib/yaml/bytes';
import { YamlFault } from '../../lib/yaml/fault';
import { LineMap } from '../../lib/yaml/line-map';
import type { RawNode } from '../../lib/yaml/node';
import { parseYaml } from '../../lib/yaml/parser';
import { describeConformance, shared } from '../judges/shared';
import type { JudgedNode, JudgedText } from '../judges/yaml-reader';
import { askYamlReader } from '../judges/yaml-reader';
import { Mulberry } from './mulberry';
import { damage } from './yaml-mutations';
import { SEED } from '../support/seed';

const SEEDS = [0, 1, 2, 3].map((i) => SEED + i);
const MUTATIONS = 1500;
const STANDARD_TAGS = 'tag:yaml.org,2002:';

/** What the library reads, in the judge's words. */
function read(bytes: Uint8Array): readonly string[] {
  try {
    const text = decodeText(bytes);
    const { root } = parseYaml(text, { dialect: 'v3' });
    return root === undefined ? [] : nodesOf(root, new LineMap(text));
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    return ['refused'];
  }
}

function nodesOf(root: RawNode, lines: LineMap): readonly string[] {
  const placeOf = ({ start }: RawNode): string => `${lines.lineOf(start)}:${lines.columnOf(start)}`;
  const found: string[] = [];
  const add = (node: RawNode): void => {
    const place = placeOf(node);
    if (node.type === 'alias') {
      found.push(`alias ${place} ${node.name} -> ${placeOf(node.target)}`);
    } else if (node.type === 'scalar') {
      found.push(`scalar ${place} ${tag(node.tag)} ${node.style} ${JSON.stringify(node.value)}`);
    } else {
      const style = `${node.flow ? 'flow' : ''} ${node.anchored ? '&' : ''}`;
      found.push(`${node.type} ${place} ${tag(node.tag)} ${style} of ${node.children.length}`);
      node.children.forEach(add);
    }
  };
  add(root);
  return found;
}

function judged({ error, nodes }: JudgedText): readonly string[] {
  if (error !== '') return ['refused'];
  return (nodes ?? []).map((node: JudgedNode) => {
    const { kind, line, column, style, children, anchor } = node;
    const value = Buffer.from(node.value, 'base64').toString('utf8');
    if (kind === 'alias') return `alias ${line}:${column} ${value} -> ${node.target}`;
    if (kind === 'scalar') return `scalar ${line}:${column} ${tag(node.tag)} ${style} ${JSON.stringify(value)}`;
    return `${kind} ${line}:${column} ${tag(node.tag)} ${style} ${anchor === '' ? '' : '&'} of ${children}`;
  });
}

// The judge shortens the standard tags and forgets a lone !, which says nothing in yaml.v3.
function tag(name: string): string {
  if (name === '!') return '';
  return name.startsWith('!!') ? `${STANDARD_TAGS}${name.slice(2)}` : name;
}

interface Difference {
  readonly text: string;
  readonly judge: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * What stays different, and why:
 *
 * - A second byte order mark at the begin makes yaml.v3 drop a character of every line of the first 512 bytes.
 * - The value that a `? key` lacks has no place. yaml.v3 gives it that of a comment behind it, two columns to the right.
 */
function isKnown(text: string, ours: readonly string[], theirs: readonly string[]): boolean {
  if (text.startsWith('\ufeff\ufeff')) return true;
  const withoutPlace = (line: string): string => line.replace(/^(scalar) \d+:\d+ ( plain "")$/, '$1$2');
  const hasComment = text.includes('?') && text.includes('#');
  return hasComment && ours.map(withoutPlace).join('\n') === theirs.map(withoutPlace).join('\n');
}

function differences(texts: readonly Uint8Array[]): readonly Difference[] {
  return askYamlReader(texts).flatMap((answer, i) => {
    const ours = read(texts[i]!);
    const theirs = judged(answer);
    const at = theirs.findIndex((line, k) => line !== ours[k]);
    if (at < 0 && ours.length === theirs.length) return [];
    const text = Buffer.from(texts[i]!).toString('utf8');
    if (isKnown(text, ours, theirs)) return [];
    const from = Math.max(at, 0);
    return [
      {
        text: JSON.stringify(text),
        judge: answer.error,
        ours: ours.slice(from, from + 3),
        theirs: theirs.slice(from, from + 3),
      },
    ];
  });
}

const FOLDER = 'corpora/butane';

describeConformance('the YAML reader and yaml.v3', { shared: [FOLDER], judges: ['yaml-reader'] }, () => {
  const folder = shared(FOLDER);
  const corpus = readdirSync(folder)
    .filter((name) => name.endsWith('.bu'))
    .map((name) => readFileSync(join(folder, name)));

  it('read the corpus alike', () => {
    expect(corpus.length).toBeGreaterThan(300);
    expect(differences(corpus)).toEqual([]);
  });

  it.each(SEEDS)('read damaged files alike, seed %d', (seed) => {
    const random = new Mulberry(seed);
    const texts = Array.from({ length: MUTATIONS }, () => damage(random.pick(corpus), random));
    expect(differences(texts)).toEqual([]);
  });
});
