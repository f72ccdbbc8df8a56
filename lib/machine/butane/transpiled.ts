import type { IgnitionConfig } from '../ignition/ignition-config';
import type { Report } from '../report/report';

/** The result of transpiling a config. */
export class Transpiled {
  /** @internal */
  public constructor(
    /** Why there is no config, in the words of butane; undefined when there is one. */
    public readonly failure: string | undefined,
    /** The JSON of Ignition, with a line break at its end; undefined when there is none. */
    public readonly json: string | undefined,
    /** The findings. */
    public readonly report: Report,
  ) {}

  /** The config as an object; undefined when there is none. */
  public get config(): IgnitionConfig | undefined {
    return this.json === undefined ? undefined : (JSON.parse(this.json) as IgnitionConfig);
  }
}
