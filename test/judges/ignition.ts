/** Ignition's own code as a judge of configs and of the texts inside of them: see ignition/main.go. */
import { LineJudge } from './line-judge';

/** The releases of Ignition whose code is built: 2.24 knows the specs up to 3.5, 2.26 up to 3.6. */
export const ignitionVersions = ['2.24', '2.26'] as const;

/** What a suite lists in its needs when it asks one of them. */
export const ignitionJudges = ignitionVersions.map((v) => `ignition-judge-${v}` as const);

/** What Ignition says of a config. */
export interface IgnitionVerdict {
  /** Why the config is not taken; empty when it is. */
  readonly error: string;
  /** The report, one line an entry, such as `error at $.ignition.version, line 1 col 15: unsupported config version`. */
  readonly entries: readonly string[];
}

/** What Ignition says of a text inside of a config. */
export interface TextVerdict {
  /** What is wrong with it; empty when nothing is. */
  readonly error: string;
  /** The scheme of a URL, the escaped path...: main.go lists them. */
  readonly value: string;
  /** The decoded bytes of a data URL. */
  readonly output: Buffer;
}

/** A kind of text that Ignition judges by itself. */
export type TextKind = 'url' | 'data-url' | 'unit' | 'semver' | 'escape' | 'clean' | 'quote';

interface Answer {
  readonly error: string;
  readonly entries: readonly string[];
  readonly output: string;
  readonly value: string;
}

export class IgnitionJudge {
  private readonly program: LineJudge;

  public constructor(version: (typeof ignitionVersions)[number]) {
    this.program = new LineJudge(`ignition-judge-${version}`);
  }

  /** What ignition-validate says of each config. */
  public async validate(configs: readonly (string | Uint8Array)[]): Promise<readonly IgnitionVerdict[]> {
    const answers = await this.program.ask<Answer>(configs.map((c) => ({ ask: 'validate', inputs: [base64(c)] })));
    return answers.map(({ error, entries }) => ({ error, entries }));
  }

  /**
   * The config that is left when each one is merged into the one before, as JSON text.
   *
   * @param spec Of the result, 3.0.0 to 3.5.0. Default: the newest one that the code knows, an experimental one.
   */
  public async merge(
    configs: readonly (string | Uint8Array)[],
    spec = '',
  ): Promise<IgnitionVerdict & { json: string }> {
    const [answer] = await this.program.ask<Answer>([{ ask: 'merge', spec, inputs: configs.map(base64) }]);
    if (answer === undefined) throw new Error('no answer');
    const { error, entries, output } = answer;
    return { error, entries, json: Buffer.from(output, 'base64').toString() };
  }

  /** What Ignition says of each text. */
  public async texts(kind: TextKind, texts: readonly (string | Uint8Array)[]): Promise<readonly TextVerdict[]> {
    const answers = await this.program.ask<Answer>(texts.map((t) => ({ ask: kind, inputs: [base64(t)] })));
    return answers.map(({ error, value, output }) => ({ error, value, output: Buffer.from(output, 'base64') }));
  }

  /** Ends the program. */
  public async stop(): Promise<void> {
    await this.program.stop();
  }
}

function base64(text: string | Uint8Array): string {
  return Buffer.from(text as string).toString('base64');
}
