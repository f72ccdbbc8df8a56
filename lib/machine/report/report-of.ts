import type { LineBreaks } from '../../yaml/line-map';
import type { RawNode } from '../../yaml/node';
import { ReportEntry } from './entry';
import type { Path } from './path';
import { pathText } from './path';
import { Report } from './report';
import type { ReportRule } from './rule';
import type { Place } from './source-map';
import { SourceMap } from './source-map';

/** The findings in a text. */
export interface FoundInText {
  readonly rule: ReportRule;
  /** Where, in the names of the text. */
  readonly path: Path;
  /** The words of the real program. */
  readonly message: string;
  /** Whether it is about the key itself, and not about its value. */
  readonly isKey?: boolean;
  /** Where in the text, when that is known better than by the path. */
  readonly offset?: number;
}

/**
 * The report on a text.
 *
 * @param shown Whose lines are printed.
 */
export function reportOf(
  found: readonly FoundInText[],
  text: string,
  root: RawNode | undefined,
  compat: boolean,
  breaks: LineBreaks = 'yaml',
  shown = text,
): Report {
  if (found.length === 0) return new Report([], '', compat);
  const map = new SourceMap(root, text, breaks);
  const entries = found.map(({ rule, path, message, isKey, offset }) => {
    const place: Place | undefined = offset === undefined ? map.place(path, isKey) : map.placeOf(offset);
    const level = rule.isNote === true ? 'note' : rule.type.level;
    const at = offset === undefined || path.length > 0 ? path : map.pathTo(offset);
    return new ReportEntry(level, rule.type, message, at.length === 0 ? '' : pathText(at), place?.line, place?.column);
  });
  return new Report(entries, shown, compat, breaks);
}
