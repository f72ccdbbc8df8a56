/** A text that its reader does not take. Rooms make errors or findings of it. */
export class YamlFault {
  /**
   * @param message What is wrong, in a few words.
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
  // No Error: nobody sees the stack of a fault that stands in a file, and making one is slow.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new YamlFault(message, offset, end);
}
