import type { CheckContext } from '../ignition/check-context';
import type { Path } from '../report/path';
import type { ReportRule } from '../report/rule';
import type { Dialect } from '../schema/versions';
import type { LocalFiles } from './local-files';
import type { Origins } from './origins';

/** What looks at local files that are merged. */
export interface MergedFiles {
  /**
   * What is embedded for a local file.
   *
   * @param contents What it holds.
   * @param local Its name in the config.
   * @param path The place of the name.
   */
  embedded(contents: Uint8Array, local: string, path: Path, translation: Translation): Uint8Array;
}

/** What a step of the translation works with. */
export interface Translation {
  /** The variant and the version. */
  readonly dialect: Dialect;
  /** Where local files are read. */
  readonly files: LocalFiles;
  /** What looks at local files that are merged; undefined when they are embedded without a look, as Butane does. */
  readonly children: MergedFiles | undefined;
  /** Whether contents are compressed where that makes them shorter. */
  readonly compress: boolean;
  /** What is found on the way. */
  readonly context: CheckContext;
  /** Where in the source everything comes from that does not stand where it stood. */
  readonly origins: Origins;
}

/** Adds what was found at a path of the source. */
export function addAt({ context }: Translation, rule: ReportRule, path: Path, message: string = rule.message): void {
  context.found.push({ rule, path, message });
}
