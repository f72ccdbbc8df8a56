import { refuse } from '../../yaml/fault';
import type { JsonFault, JsonToken } from '../../yaml/json-tokens';
import { JsonTokens, NotJson } from '../../yaml/json-tokens';
import type { Entry, ListNode, MapNode, ScalarNode, SourceNode } from './node';

const WHOLE = /^-?\d+$/;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/**
 * Reads JSON with the places of everything.
 *
 * A file whose first character is `{` is JSON for the API server: it does not fall back to YAML.
 */
export function parseJson(text: string): SourceNode {
  const tokens = new JsonTokens(text);
  try {
    const node = nodeOf(tokens, tokens.next());
    tokens.next();
    return node;
  } catch (e) {
    if (!(e instanceof NotJson)) throw e;
    return refuseJson(e.fault, text);
  }
}

function nodeOf(tokens: JsonTokens, token: JsonToken): SourceNode {
  if (token === '{') return mapOf(tokens);
  return token === '[' ? listOf(tokens) : scalarOf(tokens, token);
}

function scalarOf(tokens: JsonTokens, token: JsonToken): ScalarNode {
  const { start, end } = tokens;
  if (token === 'text') return { type: 'scalar', value: tokens.textValue, isInteger: false, start, end };
  const written = tokens.text.slice(start, end);
  if (token === 'word') return { type: 'scalar', value: WORDS[written] ?? null, isInteger: false, start, end };
  const isInteger = WHOLE.test(written) && BigInt(written) < 2n ** 63n && BigInt(written) >= -(2n ** 63n);
  return { type: 'scalar', value: Number(written), isInteger, start, end };
}

function listOf(tokens: JsonTokens): ListNode {
  const { start } = tokens;
  const items: SourceNode[] = [];
  for (let token = tokens.next(); token !== ']'; token = tokens.next()) items.push(nodeOf(tokens, token));
  return { type: 'list', items, start, end: tokens.end };
}

function mapOf(tokens: JsonTokens): MapNode {
  const { start } = tokens;
  const entries: Entry[] = [];
  const keys = new Set<string>();
  const repeated: Entry[] = [];
  while (tokens.next() !== '}') {
    const keySpan = { start: tokens.start, end: tokens.end };
    const key = tokens.textValue;
    const entry = { key, keySpan, value: nodeOf(tokens, tokens.next()) };
    if (keys.has(key)) repeated.push(entry);
    keys.add(key);
    entries.push(entry);
  }
  return { type: 'map', entries, repeated, start, end: tokens.end };
}

function refuseJson({ problem, expected, start, at }: JsonFault, text: string): never {
  if (problem === 'depth') return refuse('the file is nested too deeply', at);
  if (expected === 'end') return refuse('the JSON text ends here unexpectedly', at, text.length);
  if (expected === ':') return refuse("this is not JSON: ':' is expected here", at);
  if (expected.startsWith(',')) return refuse("this is not JSON: ',' is expected here", at);
  if (text[start] === '"') {
    return refuse('this is not JSON: the string is not closed, or has invalid characters', start);
  }
  const what = expected.startsWith('key') ? 'a key in double quotes' : 'a value';
  return refuse(`this is not JSON: ${what} is expected here`, start);
}
