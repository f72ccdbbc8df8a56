import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import { KvorumError, raise } from '../../core/error';
import type { TextPattern } from '../../core/patterns';
import { USER_NAME_PATTERN } from '../../core/patterns';
import { fault, refuse } from '../../core/fault';
import { checkedProps } from '../../core/props';
import { MACHINE } from '../codes/machine';
import { object, oneOf, optional, text } from '../../core/shape';
import type { FcosVersion, FlatcarVersion } from '../butane/config';
import type { Path } from '../report/path';
import type { Dialect } from '../schema/versions';
import { DIALECTS, dialectOf } from '../schema/versions';
import { ignitionFor, isAtLeast, newestDialect, whyTooNew } from './specs';

/** The service that configures the network of a machine. */
export type NetworkService = 'systemd-networkd' | 'NetworkManager';

/** The service that sets the clock of a machine. */
export type TimeService = 'systemd-timesyncd' | 'chrony';

/** The program that stores the images of containers, and loads archives of them. CRI-O has the images of podman. */
export type ImageStore = 'podman' | 'docker' | 'containerd';

/** The services of an operating system that differ from those of the usual image. */
export interface MachineOsTraits {
  /**
   * The service that configures its network.
   *
   * @default - NetworkManager for Fedora CoreOS, else systemd-networkd
   */
  readonly network?: NetworkService;
  /**
   * The service that sets its clock.
   *
   * @default - chrony for Fedora CoreOS, else systemd-timesyncd
   */
  readonly time?: TimeService;
  /**
   * The group whose members may become root by sudo.
   *
   * @default - sudo for Flatcar, else wheel
   */
  readonly adminGroup?: string;
  /**
   * The program that stores the images of containers.
   *
   * @default - containerd for Flatcar, else podman
   */
  readonly images?: ImageStore;
}

/** An image of Fedora CoreOS, or one that boots like it. */
export interface FcosImageOptions extends MachineOsTraits {
  /**
   * The version of Ignition in the image, for example 2.20.0. It decides the specification.
   *
   * @default - `butane` is named
   */
  readonly ignition?: string;
  /**
   * The version of Butane's specification.
   *
   * @default - the newest one that `ignition` reads
   */
  readonly butane?: FcosVersion;
}

/** An image of Flatcar. */
export interface FlatcarImageOptions extends MachineOsTraits {
  /**
   * Its release, for example 3815.2.0. 3185.0.0 is the first that reads configs of this kind.
   *
   * @default - `ignition` or `butane` is named
   */
  readonly release?: string;
  /**
   * The version of Ignition in the image. It decides the specification.
   *
   * @default - at least 2.14.0, the one of release 3185.0.0
   */
  readonly ignition?: string;
  /**
   * The version of Butane's specification.
   *
   * @default - the newest one that `ignition` reads
   */
  readonly butane?: FlatcarVersion;
}

const VERSION_PATTERN: TextPattern = {
  pattern: /^\d{1,5}\.\d{1,5}\.\d{1,5}$/,
  form: 'three numbers, for example 2.20.0',
};

const TRAITS = {
  network: optional(oneOf(['systemd-networkd', 'NetworkManager'])),
  time: optional(oneOf(['systemd-timesyncd', 'chrony'])),
  adminGroup: optional(text(USER_NAME_PATTERN)),
  images: optional(oneOf(['podman', 'docker', 'containerd'])),
} as const;

const FCOS_OPTIONS = object<FcosImageOptions>({
  ignition: optional(text(VERSION_PATTERN)),
  butane: optional(oneOf(['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0', '1.7.0'])),
  ...TRAITS,
});

const FLATCAR_OPTIONS = object<FlatcarImageOptions>({
  release: optional(text(VERSION_PATTERN)),
  ignition: optional(text(VERSION_PATTERN)),
  butane: optional(oneOf(['1.0.0', '1.1.0'])),
  ...TRAITS,
});

const FIRST_FLATCAR = '3185.0.0';
const IGNITION_OF_FIRST_FLATCAR = '2.14.0';
// The specification that the public images of ALT Container OS read, according to their documentation.
const ALT_SPEC = '1.3.0';

const MACHINE_OS = Symbol.for('kvorum/MachineOs');

/**
 * The operating system of a machine: the specification of its configs, and its services.
 *
 * An image whose Ignition is older than the config does not boot. The specification is therefore never just the latest
 * one: it follows from the version of Ignition in the image, or is named.
 */
export class MachineOs {
  /**
   * ALT Container OS.
   *
   * @param options Without `ignition` and `butane`, fcos 1.3.0 (Ignition 2.7.0 and later).
   */
  public static altContainer(options: FcosImageOptions = {}): MachineOs {
    const given = checkedProps('', FCOS_OPTIONS, options);
    const { ignition, butane = ignition === undefined ? ALT_SPEC : undefined } = given;
    return new MachineOs('ALT Container OS', dialectFor('fcos', ignition, butane), {
      ...{ network: 'systemd-networkd', time: 'systemd-timesyncd', adminGroup: 'wheel', images: 'podman' },
      ...given,
    });
  }

  /**
   * Fedora CoreOS.
   *
   * @param options `ignition` or `butane` has to be named.
   */
  public static fedoraCoreOs(options: FcosImageOptions): MachineOs {
    const given = checkedProps('', FCOS_OPTIONS, options);
    return new MachineOs('Fedora CoreOS', dialectFor('fcos', given.ignition, given.butane), {
      ...{ network: 'NetworkManager', time: 'chrony', adminGroup: 'wheel', images: 'podman' },
      ...given,
    });
  }

  /**
   * Flatcar.
   *
   * @param options `release`, `ignition` or `butane` has to be named.
   */
  public static flatcar(options: FlatcarImageOptions): MachineOs {
    const given = checkedProps('', FLATCAR_OPTIONS, options, flatcarFaults);
    const { release, ignition = release === undefined ? undefined : IGNITION_OF_FIRST_FLATCAR } = given;
    return new MachineOs('Flatcar', dialectFor('flatcar', ignition, given.butane), {
      ...{ network: 'systemd-networkd', time: 'systemd-timesyncd', adminGroup: 'sudo', images: 'containerd' },
      ...given,
    });
  }

  /** Whether `x` is a MachineOs, also one from another copy of the library. */
  public static isMachineOs(x: unknown): x is MachineOs {
    return typeof x === 'object' && x !== null && MACHINE_OS in x;
  }

  /** Butane's variant. */
  public readonly variant: 'fcos' | 'flatcar';
  /** The version of Butane's specification. */
  public readonly butane: FcosVersion | FlatcarVersion;
  /** The version of Ignition's specification that configs get, for example 3.2.0. */
  public readonly ignitionSpec: string;
  /** The service that configures its network. */
  public readonly network: NetworkService;
  /** The service that sets its clock. */
  public readonly time: TimeService;
  /** The group whose members may become root by sudo. */
  public readonly adminGroup: string;
  /** The program that stores the images of containers. */
  public readonly images: ImageStore;
  private readonly dialect: Dialect;

  private constructor(
    /** The name in messages. */
    public readonly name: string,
    dialect: Dialect,
    traits: MachineOsTraits & { readonly network: NetworkService },
  ) {
    this.dialect = dialect;
    this.variant = dialect.variant as 'fcos' | 'flatcar';
    this.butane = dialect.version as FcosVersion;
    this.ignitionSpec = `3.${dialect.spec}.0`;
    this.network = traits.network;
    this.time = traits.time ?? 'systemd-timesyncd';
    this.adminGroup = traits.adminGroup ?? 'wheel';
    this.images = traits.images ?? 'podman';
    Object.defineProperty(this, MACHINE_OS, { value: true });
  }

  /** `ALT Container OS, fcos 1.3.0`. */
  public toString(): string {
    return `${this.name}, ${this.variant} ${this.butane}`;
  }

  /**
   * Why a field cannot be used, when only a later specification has it.
   *
   * @internal
   */
  public _fieldFault(property: string, path: Path): ShapeFault | undefined {
    const message = whyTooNew(this.dialect, path);
    return message === undefined
      ? undefined
      : fault(MACHINE.fieldTooNew, property, message, { given: this.toString() });
  }
}

function dialectFor(variant: 'fcos' | 'flatcar', ignition: string | undefined, butane: string | undefined): Dialect {
  const newest = ignition === undefined ? undefined : newestDialect(variant, ignition);
  if (ignition !== undefined && newest === undefined) {
    const first = DIALECTS.find((dialect) => dialect.variant === variant);
    const message = `Ignition ${ignition} does not read any specification of ${variant}`;
    const allowed = first && `${ignitionFor(first)} and later`;
    refuse('', [fault(MACHINE.specTooNew, 'ignition', message, { ...(allowed !== undefined && { allowed }) })]);
  }
  const named = butane === undefined ? undefined : dialectOf(variant, butane);
  if (named !== undefined && ignition !== undefined && !isAtLeast(ignition, ignitionFor(named))) {
    const message = `${variant} ${butane} needs Ignition ${ignitionFor(named)}`;
    const given = `Ignition ${ignition}`;
    refuse('', [fault(MACHINE.specTooNew, 'butane', message, { given, allowed: `${newest?.version} and older` })]);
  }
  const dialect = named ?? newest;
  if (dialect !== undefined) return dialect;
  const nothing = new KvorumError(MACHINE.unknownOs, undefined, {
    message: 'neither `ignition` nor `butane` is named',
    property: 'ignition',
  });
  return raise(nothing);
}

function flatcarFaults({ release }: FlatcarImageOptions): readonly ShapeFault[] {
  if (release === undefined || isAtLeast(release, FIRST_FLATCAR)) return [];
  const message = 'the release does not read configs of this kind';
  return [fault(CORE.notYetKnown, 'release', message, { given: release, allowed: `${FIRST_FLATCAR} and later` })];
}
