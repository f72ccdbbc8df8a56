import type { Report } from '../report/report';
import type { IgnitionConfig } from './ignition-config';

/** The result of merging two configs. */
export class MergedConfig {
  /** @internal */
  public constructor(
    /** Why there is no merged config; undefined when there is one. */
    public readonly failure: string | undefined,
    /** The JSON of the merged config, with a line break at its end; undefined when there is none. */
    public readonly json: string | undefined,
    /** The findings of the refused config, or else of the merged one. */
    public readonly report: Report,
  ) {}

  /** The merged config as an object; undefined when there is none. */
  public get config(): IgnitionConfig | undefined {
    return this.json === undefined ? undefined : (JSON.parse(this.json) as IgnitionConfig);
  }
}
