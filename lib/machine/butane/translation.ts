import type { CheckContext } from '../ignition/check-context';
import type { Path } from '../report/path';
import type { ReportRule } from '../report/rule';
import type { Dialect } from '../schema/versions';
import type { LocalFiles } from './local-files';
import type { Origins } from './origins';

/** Checks local files that are merged. */
export interface MergedFiles {
  /**
   * The contents to embed for a local file.
   *
   * @param contents The contents of the file.
   * @param local Its name in the config.
   * @param path The place of the name.
   */
  embedded(contents: Uint8Array, local: string, path: Path, translation: Translation): Uint8Array;
}

/** The context of a translation step. */
export interface Translation {
  /** The variant and the version. */
  readonly dialect: Dialect;
  /** Where local files are read. */
  readonly files: LocalFiles;
  /** The check of local files that are merged; undefined when they are embedded unchecked, as Butane does. */
  readonly children: MergedFiles | undefined;
  /** Whether contents are compressed where that makes them shorter. */
  readonly compress: boolean;
  /** The findings of the translation. */
  readonly context: CheckContext;
  /** The origins of everything that has moved. */
  readonly origins: Origins;
}

/** Adds a finding at a path of the source. */
export function addAt({ context }: Translation, rule: ReportRule, path: Path, message: string = rule.message): void {
  context.found.push({ rule, path, message });
}
