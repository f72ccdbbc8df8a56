/** Butane's own code as a judge of Butane configs: see butane/main.go. */
import { LineJudge } from './line-judge';

/** A config, and how to read it. */
export interface ButaneQuestion {
  readonly input: string | Uint8Array;
  /** What `-d` names. Default: none, so that nothing local is read. */
  readonly filesDir?: string;
  /** Compresses nothing, which only the Go interface can be asked for. Default: false. */
  readonly noCompress?: boolean;
  /** Default: false. */
  readonly pretty?: boolean;
}

/** What butane says of a config. */
export interface ButaneVerdict {
  /** What stands behind `Error translating config: `; empty when there is an output. */
  readonly error: string;
  /** The report as `--raw-errors` prints it, one line an entry. */
  readonly entries: readonly string[];
  /** The JSON text without a newline at its end; empty when there is an error. */
  readonly json: string;
}

interface Answer {
  readonly error: string;
  readonly entries: readonly string[];
  readonly output: string;
}

export class ButaneJudge {
  private readonly program = new LineJudge('butane-judge');

  /** What butane says of each config. */
  public async translate(questions: readonly ButaneQuestion[]): Promise<readonly ButaneVerdict[]> {
    const answers = await this.program.ask<Answer>(
      questions.map((question) => ({ ...question, input: Buffer.from(question.input as string).toString('base64') })),
    );
    return answers.map(({ error, entries, output }) => ({
      error,
      entries,
      json: Buffer.from(output, 'base64').toString(),
    }));
  }

  /** Ends the program. */
  public async stop(): Promise<void> {
    await this.program.stop();
  }
}
