import { Construct } from 'constructs';

import { CORE } from './codes';
import type { FindingDetails } from './error';
import { joinErrors, KvorumError, raise } from './error';
import type { FindingType } from './finding-type';
import { pathOf } from './construct-path';
import { givenProps } from './props';
import { holdsPlaceholder, SecretValue } from './secret-value';
import { show, typeName } from './format';

/** The content of an output file. */
export class FileContent {
  /** Text, written as UTF-8. */
  public static text(text: string): FileContent {
    return new FileContent(() => text);
  }

  /** Bytes as they are. */
  public static bytes(bytes: Uint8Array): FileContent {
    return new FileContent(() => bytes);
  }

  /** A secret. The file has mode 0600. */
  public static secret(secret: SecretValue): FileContent {
    return new FileContent(() => secret);
  }

  /**
   * Content that is produced at synth, when the whole tree is known.
   *
   * @param produce Called once per synth; must return the same content for the same program.
   */
  public static lazy(produce: () => string | SecretValue): FileContent {
    if (typeof produce !== 'function') {
      const details = { message: `produce is ${typeName(produce)}`, allowed: 'a function that returns the content' };
      raise(new KvorumError(CORE.wrongType, undefined, details));
    }
    return new FileContent(produce);
  }

  private constructor(private readonly produce: () => string | Uint8Array | SecretValue) {}

  /** @internal */
  public _produce(): string | Uint8Array | SecretValue {
    return this.produce();
  }
}

/** Props of `OutputFile`. */
export interface OutputFileProps {
  /** Where the file goes: a path below the output folder, with forward slashes, for example `prod/dhctl/config.yml`. */
  readonly path: string;
  /** The content. */
  readonly content: string | FileContent | SecretValue;
  /**
   * The mode of the file.
   *
   * @default 0o644, and 0o600 when the content is a secret
   */
  readonly mode?: number;
}

const OUTPUT_FILE = Symbol.for('kvorum/OutputFile');

/**
 * A file that is not a manifest: it is written below `kvorum.out/`.
 *
 * ClusterApp writes all of them; in a plain cdk8s.App or cdktf.App, `OutputFiles.write(root, folder)` does.
 */
export class OutputFile extends Construct {
  /** Whether `x` is an output file, also one from another copy of the library. */
  public static isOutputFile(x: unknown): x is OutputFile {
    return typeof x === 'object' && x !== null && OUTPUT_FILE in x;
  }

  /** The path below the output folder. */
  public readonly path: string;
  /** The mode that was given; undefined where the content decides. */
  public readonly mode: number | undefined;
  private readonly content: FileContent;

  /**
   * @throws KV1401 for a path that leaves the output folder, KV1402 for an invalid mode, KV1403 for other content.
   */
  public constructor(scope: Construct, id: string, props: OutputFileProps) {
    const place = pathOf(scope, id);
    const { path, mode, content } = givenProps(place, props);
    const faults = [...pathFaults(place, path), ...modeFaults(place, mode), ...contentFaults(place, content)];
    if (faults.length > 0) raise(joinErrors(faults));
    super(scope, id);
    this.path = path;
    this.mode = mode;
    this.content =
      content instanceof FileContent
        ? content
        : SecretValue.isSecretValue(content)
          ? FileContent.secret(content)
          : FileContent.text(content);
    Object.defineProperty(this, OUTPUT_FILE, { value: true });
  }

  /** @internal */
  public _produce(): string | Uint8Array | SecretValue {
    return this.content._produce();
  }
}

/** Half of a surrogate pair: UTF-8 writes all of them as the same bytes. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

const SHORTEST_MODE = 0o400;
const LONGEST_MODE = 0o777;

function pathFaults(place: string, path: unknown): KvorumError[] {
  const fault = (message: string): KvorumError[] => [
    fileError(CORE.filePath, place, { message, property: 'path', given: show(path) }),
  ];
  if (typeof path !== 'string') return fault(`the path is ${typeName(path)}`);
  if (path === '') return fault('the path is empty');
  if (holdsPlaceholder(path)) {
    const message = 'the path holds a secret, and everyone can read paths';
    return [fileError(CORE.secretPlace, place, { message, property: 'path' })];
  }
  if (LONE_SURROGATE.test(path))
    return fault('the path holds half of a surrogate pair, which no file system can store');
  // eslint-disable-next-line no-control-regex -- control characters are searched for here
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return fault('the path holds a backslash or a control character');
  if (path.startsWith('/')) return fault('the path is absolute');
  if (/^[A-Za-z]:/.test(path)) return fault('the path starts with the letter of a drive, as on Windows');
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return fault('the path has an empty, `.` or `..` part');
  }
  return [];
}

function modeFaults(place: string, mode: unknown): KvorumError[] {
  if (mode === undefined) return [];
  if (typeof mode === 'number' && Number.isInteger(mode) && mode >= SHORTEST_MODE && mode <= LONGEST_MODE) return [];
  return [
    fileError(CORE.fileMode, place, {
      message: 'the mode is not a number from 0o400 to 0o777',
      property: 'mode',
      given: typeof mode === 'number' ? `0o${mode.toString(8)}` : typeof mode,
    }),
  ];
}

function contentFaults(place: string, content: unknown): KvorumError[] {
  if (content instanceof FileContent || SecretValue.isSecretValue(content)) return [];
  const fault = (message: string): KvorumError[] => [
    fileError(CORE.fileContent, place, { message, property: 'content', given: typeName(content) }),
  ];
  if (typeof content !== 'string') return fault('the content is neither text nor a secret');
  return LONE_SURROGATE.test(content)
    ? fault('the content holds half of a surrogate pair, which UTF-8 cannot encode')
    : [];
}

function fileError(type: FindingType, place: string, details: FindingDetails): KvorumError {
  return new KvorumError(type, place, details);
}
