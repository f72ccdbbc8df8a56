import type { ButaneResource } from './resource';

/** Other configs that Ignition reads in addition to this one. */
export interface ButaneConfigReferences {
  /**
   * Configs that are merged into this one, in order. Each overrides this config, later ones override earlier.
   *
   * @default - none
   */
  readonly merge?: readonly ButaneResource[];
  /**
   * A config that is used instead of this one.
   *
   * @default - none
   */
  readonly replace?: ButaneResource;
}

/** Time limits of Ignition. */
export interface ButaneTimeouts {
  /**
   * Seconds until the headers of a response.
   *
   * @default 10
   */
  readonly http_response_headers?: number;
  /**
   * Seconds for a whole fetch; 0 waits forever.
   *
   * @default 0
   */
  readonly http_total?: number;
}

/** Certificates that Ignition trusts. */
export interface ButaneTls {
  /**
   * Certificate authorities, PEM, in addition to those of the image.
   *
   * @default - none
   */
  readonly certificate_authorities?: readonly ButaneResource[];
}

/** Certificates that Ignition trusts. */
export interface ButaneSecurity {
  /**
   * TLS.
   *
   * @default - none
   */
  readonly tls?: ButaneTls;
}

/** A proxy for downloads of Ignition. Since fcos 1.1.0. */
export interface ButaneProxy {
  /**
   * For http, a URL with http or https.
   *
   * @default - none
   */
  readonly http_proxy?: string;
  /**
   * For https, a URL with http or https.
   *
   * @default - none
   */
  readonly https_proxy?: string;
  /**
   * Hosts that are reached without it.
   *
   * @default - none
   */
  readonly no_proxy?: readonly string[];
}

/** Settings of Ignition itself. */
export interface ButaneIgnition {
  /**
   * Other configs.
   *
   * @default - none
   */
  readonly config?: ButaneConfigReferences;
  /**
   * Time limits.
   *
   * @default - none
   */
  readonly timeouts?: ButaneTimeouts;
  /**
   * Trusted certificates.
   *
   * @default - none
   */
  readonly security?: ButaneSecurity;
  /**
   * A proxy. Since fcos 1.1.0.
   *
   * @default - none
   */
  readonly proxy?: ButaneProxy;
}
