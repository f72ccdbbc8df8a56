import { integer, list, object, oneOf, optional, required, text } from '../../core/shape';

/** Time slicing of a GPU. */
export interface GpuTimeSlicing {
  /**
   * The number of containers that share the GPU, 1 to 100.
   *
   * @default 4
   */
  readonly partitionCount?: number;
}

/** Slices of one size of a GPU. */
export interface MigSlice {
  /** The profile, for example `1g.10gb`. */
  readonly profile: string;
  /** The number of slices, 1 to 7. */
  readonly count: number;
}

/** The partitioning of one GPU. */
export interface MigCustomConfig {
  /** Number of the GPU, from 0. */
  readonly index: number;
  /** The MIG slices of the GPU. */
  readonly slices: readonly MigSlice[];
}

/** Partitioning of GPUs into MIG slices. */
export interface GpuMig {
  /**
   * `custom`, with `customConfigs`, or a profile for all GPUs such as `all-1g.10gb`, `all-balanced`, `all-disabled`.
   *
   * @default 'all-1g.5gb'
   */
  readonly partedConfig?: string;
  /**
   * The partitioning of each GPU, exactly when `partedConfig` is `custom`.
   *
   * Since 1.75.
   *
   * @default - none
   */
  readonly customConfigs?: readonly MigCustomConfig[];
}

/** A whole GPU for each container. Takes no options. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the platform's object is empty
export interface GpuExclusive {}

/** Sharing of the GPUs of a group. */
export interface NodeGroupGpu {
  /** How a GPU is shared. */
  readonly sharing: 'TimeSlicing' | 'MIG' | 'Exclusive';
  /**
   * Options of `TimeSlicing`.
   *
   * @default - 4 partitions
   */
  readonly timeSlicing?: GpuTimeSlicing;
  /**
   * Options of `MIG`.
   *
   * @default - the platform's
   */
  readonly mig?: GpuMig;
  /**
   * Options of `Exclusive`.
   *
   * @default - none
   */
  readonly exclusive?: GpuExclusive;
}

export const GPU = object<NodeGroupGpu>({
  sharing: required(oneOf(['TimeSlicing', 'MIG', 'Exclusive'])),
  timeSlicing: optional(
    object<GpuTimeSlicing>({ partitionCount: optional(integer({ min: 1, max: 100 }), { platformDefault: '4' }) }),
  ),
  mig: optional(
    object<GpuMig>({
      partedConfig: optional(
        text({
          pattern: /^(custom|all-(balanced|disabled|[0-9]g[.][0-9]{1,2}gb([.]me)?))$/,
          form: 'custom, all-balanced, all-disabled, or a profile such as all-1g.10gb',
        }),
        { platformDefault: 'all-1g.5gb' },
      ),
      customConfigs: optional(
        list(
          object<MigCustomConfig>({
            index: required(integer({ min: 0 })),
            slices: required(
              list(
                object<MigSlice>({
                  profile: required(text({ pattern: /^[0-9]+g\.[0-9]+gb(\.me)?$/, form: 'a profile such as 1g.10gb' })),
                  count: required(integer({ min: 1, max: 7 })),
                }),
              ),
            ),
          }),
          { minItems: 1 },
        ),
        { since: '1.75' },
      ),
    }),
  ),
  exclusive: optional(object<GpuExclusive>({})),
});
