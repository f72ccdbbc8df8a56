import type { Report } from '../report/report';

/** The result of validating a config. */
export class ValidatedConfig {
  /** @internal */
  public constructor(
    /** Why Ignition refuses the config; undefined when it accepts it. */
    public readonly failure: string | undefined,
    /** The findings. */
    public readonly report: Report,
    /** The spec of the config: 3.4.0; undefined when it is refused. */
    public readonly version: string | undefined,
  ) {}

  /** Whether Ignition accepts the config. */
  public get isValid(): boolean {
    return this.failure === undefined;
  }
}
