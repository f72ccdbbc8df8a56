/** What a scalar was written as. It decides whether its text can be anything but text. */
export type ScalarStyle = 'plain' | 'quoted' | 'block';

/** The kinds of tokens of YAML. */
export type TokenType =
  | 'stream-end'
  | 'version'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** A piece of YAML. Offsets are those of the text. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** The text of a scalar, the name of an anchor, the handle of a tag or of a directive. */
  readonly value: string;
  /** What follows the handle of a tag; the prefix of a directive. */
  readonly suffix: string;
  readonly style: ScalarStyle;
}

/** A text that its reader does not take. */
export class SyntaxFault {
  /**
   * @param message What is wrong, in a few words.
   * @param start Where it begins.
   * @param end Where it ends.
   */
  public constructor(
    public readonly message: string,
    public readonly start: number,
    public readonly end: number = start + 1,
  ) {}
}

/** Ends the reading of a text. */
export function refuse(message: string, start: number, end?: number): never {
  // No Error: nobody sees the stack of a fault that stands in a file, and making one is slow.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new SyntaxFault(message, start, end);
}
