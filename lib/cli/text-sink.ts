/** Where the command writes: a stream, or a test's own list. */
export interface TextSink {
  /** Takes the next piece of text. */
  write(text: string): unknown;
}
