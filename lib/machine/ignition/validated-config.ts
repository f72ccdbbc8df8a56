import type { Report } from '../report/report';

/** What a config was found to be. */
export class ValidatedConfig {
  /** @internal */
  public constructor(
    /** Why Ignition refuses the config; undefined when it takes it. */
    public readonly failure: string | undefined,
    /** What was found. */
    public readonly report: Report,
    /** The spec of the config: 3.4.0; undefined when it is refused. */
    public readonly version: string | undefined,
  ) {}

  /** Whether Ignition takes the config. */
  public get isValid(): boolean {
    return this.failure === undefined;
  }
}
