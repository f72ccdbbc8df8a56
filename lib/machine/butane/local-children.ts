import { decodeText } from '../../yaml/bytes';
import { YamlFault } from '../../yaml/fault';
import { parseYaml } from '../../yaml/parser';
import { Ignition } from '../ignition/ignition';
import type { Path } from '../report/path';
import type { Report } from '../report/report';
import type { ReportRule } from '../report/rule';
import { childOf } from '../report/source-map';
import { CHILD_AS_IT_IS, CHILD_AT_ITSELF, IN_BUTANE_CHILD, IN_IGNITION_CHILD, NO_CHILD, OF_CHILDREN } from './notes';
import type { Transpiled } from './transpiled';
import type { MergedFiles, Translation } from './translation';
import { addAt } from './translation';

/** Transpiles a config that is merged, given the configs around it. */
export type ChildTranspiler = (contents: Uint8Array, children: LocalChildren) => Transpiled;

// Far more layers than real configs have; a file may be merged twice.
const DEEPEST = 8;
const MOST = 1_000;

/**
 * Local files that a config merges. Butane embeds them unchecked. Here a Butane file is transpiled, and an Ignition
 * file is checked. Their faults are only notes: whatever butane accepts is accepted.
 */
export class LocalChildren implements MergedFiles {
  /** The result of each file: a config may be processed twice, and merge a file twice. */
  private readonly known = new Map<string, Transpiled>();

  /**
   * @param transpile Transpiles a file.
   * @param around The files that this one is merged by, the outermost first.
   * @param budget How many files may still be transpiled.
   */
  public constructor(
    private readonly transpile: ChildTranspiler,
    private readonly around: readonly string[] = [],
    private readonly budget = { left: MOST },
  ) {}

  public embedded(contents: Uint8Array, local: string, path: Path, translation: Translation): Uint8Array {
    const say = (rule: ReportRule, message: string): void => addAt(translation, rule, path, `${local}: ${message}`);
    const report = (rule: ReportRule, { entries }: Report): void => {
      for (const entry of entries) {
        say(OF_CHILDREN.find(({ type }) => type === entry.type) ?? rule, entry.toString());
      }
    };
    if (!isButane(contents)) {
      if (!isObjectOfJson(contents)) say(NO_CHILD, NO_CHILD.message);
      else report(IN_IGNITION_CHILD, Ignition.validate(contents).report);
      return contents;
    }
    const file = translation.files.realPath(local);
    const result = this.resultOf(file, contents);
    if (result === undefined) {
      say(CHILD_AT_ITSELF, CHILD_AT_ITSELF.message);
      return contents;
    }
    const { json, failure, report: inner } = result;
    report(IN_BUTANE_CHILD, inner);
    if (json !== undefined) return Buffer.from(json);
    say(CHILD_AS_IT_IS, `${CHILD_AS_IT_IS.message}: ${failure}`);
    return contents;
  }

  /** The result of a file; undefined where files merge one another endlessly. */
  private resultOf(file: string, contents: Uint8Array): Transpiled | undefined {
    const { around, budget, known } = this;
    const before = known.get(file);
    if (before !== undefined) return before;
    if (around.includes(file) || around.length >= DEEPEST || budget.left === 0) return undefined;
    budget.left -= 1;
    const result = this.transpile(contents, new LocalChildren(this.transpile, [...around, file], budget));
    known.set(file, result);
    return result;
  }
}

/** Whether it is a config of Butane, or is meant as one. */
function isButane(contents: Uint8Array): boolean {
  let text = '';
  try {
    text = decodeText(contents);
    const { root } = parseYaml(text, { dialect: 'v3' });
    return root !== undefined && childOf(root, 'variant') !== undefined;
  } catch (e) {
    if (!(e instanceof YamlFault)) throw e;
    return /^variant[ \t]*:/m.test(text);
  }
}

function isObjectOfJson(contents: Uint8Array): boolean {
  return /^\s*\{/.test(Buffer.from(contents.subarray(0, 1_000)).toString('latin1'));
}
