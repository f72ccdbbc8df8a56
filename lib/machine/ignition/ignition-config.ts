/** An Ignition config as data, with the names of its JSON. The spec defines the contents of each section. */
export interface IgnitionConfig {
  /** The version of the spec, and settings of Ignition itself: other configs, proxies, certificates. */
  readonly ignition: IgnitionSection;
  /**
   * Arguments of the kernel.
   *
   * @default - the image's own
   */
  readonly kernelArguments?: object;
  /**
   * Users and groups.
   *
   * @default - the image's own
   */
  readonly passwd?: object;
  /**
   * Disks, filesystems, files, directories, links.
   *
   * @default - the image's own
   */
  readonly storage?: object;
  /**
   * Units of systemd.
   *
   * @default - the image's own
   */
  readonly systemd?: object;
}

/** Settings of Ignition itself. */
export interface IgnitionSection {
  /** The version of the spec: 3.4.0. */
  readonly version: string;
  /**
   * Other configs.
   *
   * @default - none
   */
  readonly config?: object;
  /**
   * Proxies.
   *
   * @default - none
   */
  readonly proxy?: object;
  /**
   * Certificates that are trusted.
   *
   * @default - the image's own
   */
  readonly security?: object;
  /**
   * The time limits of requests, in seconds.
   *
   * @default - 10 seconds for the headers of a response, any time for the whole
   */
  readonly timeouts?: object;
}
