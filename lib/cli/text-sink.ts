/** The output of the command: a stream, or a list in a test. */
export interface TextSink {
  /** Takes the next piece of text. */
  write(text: string): unknown;
}
