/** A text that its reader refuses. Rooms turn it into errors or findings. */
export class YamlFault {
  /**
   * @param message The fault, in a few words.
   * @param offset Where it begins, in characters of the text.
   * @param end Where it ends.
   */
  public constructor(
    public readonly message: string,
    public readonly offset: number,
    public readonly end: number = offset + 1,
  ) {}
}

/** Ends the reading of a text. */
export function refuse(message: string, offset: number, end?: number): never {
  // Not an Error: a stack is useless for a fault in a file, and slow to capture.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new YamlFault(message, offset, end);
}
