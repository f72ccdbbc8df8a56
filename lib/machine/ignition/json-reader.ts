import type { JsonToken } from '../../yaml/json-tokens';
import { JsonTokens } from '../../yaml/json-tokens';
import type { RawNode } from '../../yaml/node';
import { RawList, RawMap, RawScalar } from '../../yaml/node';

/**
 * Reads a JSON text into nodes with their places. Texts are double-quoted scalars, everything else is a plain one, as it
 * is written.
 *
 * @throws NotJson
 */
export function readJson(text: string): RawNode {
  const tokens = new JsonTokens(text);
  const node = nodeOf(tokens, tokens.next());
  tokens.next();
  return node;
}

function nodeOf(tokens: JsonTokens, token: JsonToken): RawNode {
  const { start, end } = tokens;
  if (token === 'text' || token === 'key') {
    // Half a surrogate pair is not a character in Go.
    const value = tokens.hasEscapes ? tokens.textValue.replace(/\p{Cs}/gu, '\ufffd') : tokens.textValue;
    return new RawScalar(value, 'double', '', start, end);
  }
  if (token !== '{' && token !== '[') return new RawScalar(tokens.text.slice(start, end), 'plain', '', start, end);
  const node = new (token === '{' ? RawMap : RawList)(true, '', false, start, start);
  const children: RawNode[] = [];
  for (let next = tokens.next(); next !== '}' && next !== ']'; next = tokens.next())
    children.push(nodeOf(tokens, next));
  node.children = children;
  node.end = tokens.end;
  return node;
}
