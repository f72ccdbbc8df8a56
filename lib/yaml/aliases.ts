import type { RawNode } from './node';

const MERGE_TAG = 'tag:yaml.org,2002:merge';
// Go's readers count what they decode: the part that may come from aliases falls from 99 % for small texts to 10 %.
const SMALL = 400_000;
const LARGE = 4_000_000;

/** Whether Go's readers refuse a text for its aliases: too much of what was decoded so far comes from them. */
export function isTooMuchFromAliases(fromAliases: number, decoded: number): boolean {
  if (fromAliases <= 100 || decoded <= 1000) return false;
  const beyond = Math.min(Math.max(decoded - SMALL, 0), LARGE - SMALL);
  return fromAliases / decoded > 0.99 - (0.89 * beyond) / (LARGE - SMALL);
}

/** Whether a key is `<<`, which brings the keys of other objects. */
export function isMergeKey(node: RawNode): boolean {
  if (node.type !== 'scalar' || node.value !== '<<') return false;
  return node.tag === MERGE_TAG || node.tag === '!' || (node.tag === '' && node.style === 'plain');
}
