/** Asks gopkg.in/yaml.v3 what a text holds. */
import { spawnSync } from 'node:child_process';
import { judge } from './shared';

/** A node as yaml.v3 sees it. Lines and columns count from 1. */
export interface JudgedNode {
  readonly kind: string;
  readonly tag: string;
  readonly style: string;
  /** In base64. */
  readonly value: string;
  readonly anchor: string;
  readonly line: number;
  readonly column: number;
  readonly children: number;
  /** Of an alias: line and column of what it names. */
  readonly target: string;
}

/** What yaml.v3 says of a text. */
export interface JudgedText {
  /** Why it is refused; empty when it is read. */
  readonly error: string;
  /** The nodes of the first document, parents before their children; null when there is no document. */
  readonly nodes: readonly JudgedNode[] | null;
}

/** Asks about all texts in one process. */
export function askYamlReader(texts: readonly (string | Uint8Array)[]): readonly JudgedText[] {
  const input = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join('');
  const run = spawnSync(judge('yaml-reader'), { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the reader of yaml.v3 failed: ${run.stderr}`);
  const answers = run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JudgedText);
  if (answers.length !== texts.length) throw new Error(`${answers.length} answers to ${texts.length} texts`);
  return answers;
}
