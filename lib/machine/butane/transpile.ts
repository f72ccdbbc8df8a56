import { decodeAsItIs } from '../../yaml/bytes';
import { CheckContext } from '../ignition/check-context';
import { check } from '../ignition/check';
import { checkUnusedKeys } from '../ignition/unused-keys';
import { writeConfig } from '../ignition/write';
import { Report } from '../report/report';
import { reportOf } from '../report/report-of';
import type { Dialect } from '../schema/versions';
import { rootStruct } from '../schema/dialect-struct';
import type { DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject } from '../value';
import { checkPartitions, checkSource, checkVariant } from './check';
import { childLook } from './child-configs';
import { addBootDevice } from './desugar/boot-device';
import { translateContents } from './desugar/contents';
import { addGrub } from './desugar/grub';
import { addMountUnits } from './desugar/mount-units';
import { addTrees } from './desugar/trees';
import { LocalChildren } from './local-children';
import { LocalFiles } from './local-files';
import { Origins } from './origins';
import { notesOn } from './notes';
import type { ButaneSource } from './source';
import { readSource, Unread } from './source';
import { Transpiled } from './transpiled';
import { refuseUnknownFields } from './typed-fields';
import type { Translation } from './translation';

/** Options of `Butane.transpile`. */
export interface TranspileOptions {
  /**
   * The folder that local files are read from: `local`, `contents_local`, `ssh_authorized_keys_local`, `trees`.
   *
   * @default - local files are not read
   */
  readonly filesDir?: string;
  /**
   * Whether contents are compressed where that makes the config shorter. Compressed bytes depend on the release of
   * Node.
   *
   * @default auto
   */
  readonly compress?: 'auto' | 'never';
  /**
   * Whether to give only the messages of butane 0.29.
   *
   * @default false
   */
  readonly compat?: boolean;
  /**
   * Indents the JSON.
   *
   * @default false
   */
  readonly pretty?: boolean;
}

const BAD_SOURCE = 'source config is invalid';
const BAD_RESULT = 'config generated was invalid';

/** Turns a Butane config into an Ignition config. */
export function transpile(input: string | Uint8Array | object, options: TranspileOptions = {}): Transpiled {
  const inside = { ...options, pretty: false };
  const children =
    options.compat === true
      ? undefined
      : new LocalChildren((contents, inner) => transpileWith(contents, inside, inner));
  return transpileWith(input, options, children);
}

function transpileWith(
  input: string | Uint8Array | object,
  options: TranspileOptions,
  children: LocalChildren | undefined,
): Transpiled {
  const compat = options.compat === true;
  try {
    const quick = new Transpilation(readSource(input), options, children, false);
    const result = quick.run();
    if (!quick.lacksPlaces) return result;
    // There are findings in merged parts: transpile once more, recording where the parts come from.
    return new Transpilation(readSource(input), options, children, true).run();
  } catch (e) {
    if (!(e instanceof Unread)) throw e;
    // Upstream does not report places for a config that it cannot read.
    if (compat) return new Transpiled(e.message, undefined, new Report([], e.text, true));
    return new Transpiled(BAD_SOURCE, undefined, reportOf(e.found, e.text, e.root, false));
  }
}

class Transpilation {
  private readonly struct: DialectStruct;
  private readonly context: CheckContext;
  private readonly dialect: Dialect;
  private readonly compat: boolean;
  private readonly origins: Origins;

  public constructor(
    private readonly source: ButaneSource,
    private readonly options: TranspileOptions,
    private readonly children: LocalChildren | undefined,
    keepsOrigins: boolean,
  ) {
    this.origins = new Origins(keepsOrigins);
    this.dialect = source.dialect;
    this.struct = rootStruct(this.dialect);
    this.context = new CheckContext(this.dialect.spec);
    this.compat = options.compat === true;
  }

  /** Whether something was found in merged parts whose places are not known. */
  public get lacksPlaces(): boolean {
    return this.origins.isMerged && !this.origins.isKept && this.context.found.length > 0;
  }

  public run(): Transpiled {
    const { context, source, struct, dialect } = this;
    if (source.isOdd) checkUnusedKeys(source.config, struct, source.root, 'name', context);
    if (source.isTyped) refuseUnknownFields(source, context);
    checkSource(source.config, struct, dialect, context, childLook(source, context, this.compat));
    if (this.hasErrors()) return this.result(BAD_SOURCE, undefined);
    const translation: Translation = {
      dialect,
      files: new LocalFiles(this.options.filesDir, this.compat),
      children: this.children,
      compress: this.options.compress !== 'never',
      context,
      origins: this.origins,
    };
    const root = this.translate(source.config, translation);
    if (root === undefined) return this.result(BAD_SOURCE, undefined);
    const before = context.found.length;
    checkVariant(root, dialect, context);
    if (context.found.length > before) {
      this.locateInSource(before, root, translation);
      return this.result(BAD_SOURCE, undefined);
    }
    check(root, struct, context);
    this.locateInSource(before, root, translation);
    if (this.hasErrors()) return this.result(BAD_RESULT, undefined);
    return this.result(undefined, root);
  }

  private translate(config: ConfigObject, translation: Translation): ConfigObject | undefined {
    const { context } = this;
    translateContents(config, translation);
    let root = addMountUnits(config, translation);
    root = addTrees(root, translation);
    if (this.hasErrors()) return undefined;
    if (translation.dialect.variant === 'fcos' && translation.dialect.minor >= 3)
      root = addBootDevice(root, translation);
    const before = context.found.length;
    checkPartitions(root, translation.dialect, context);
    this.locateInSource(before, root, translation);
    root = addGrub(root, translation);
    root.ignition = { ...(root.ignition as ConfigObject | undefined), version: `3.${translation.dialect.spec}.0` };
    translation.origins.setField(root.ignition, 'version', ['version']);
    return root;
  }

  /** Maps the findings in the result back to the source. */
  private locateInSource(from: number, root: ConfigObject, { origins }: Translation): void {
    const { found } = this.context;
    for (let i = from; i < found.length; i++)
      found[i] = { ...found[i]!, path: origins.inSource(root, found[i]!.path, this.struct) };
  }

  private hasErrors(): boolean {
    return this.context.found.some(({ rule }) => rule.type.level === 'error');
  }

  private result(failure: string | undefined, root: ConfigObject | undefined): Transpiled {
    const { source, compat, context } = this;
    const notes = compat || source.isTyped ? [] : notesOn(source);
    const report = reportOf(
      [...context.found, ...notes],
      source.text,
      source.isTyped ? undefined : source.root,
      compat,
      'yaml',
      // Upstream shows the file as it is, including a byte order mark.
      compat ? decodeAsItIs(source.given) : source.text,
    );
    if (root === undefined) return new Transpiled(failure, undefined, report);
    return new Transpiled(failure, `${writeConfig(root, this.struct, this.options.pretty === true)}\n`, report);
  }
}
