import type { ButaneResource } from './resource';

/** Other configs that Ignition reads beside this one. */
export interface ButaneConfigReferences {
  /** Configs that are merged into this one, in order. Each overrides what stands here, later ones override earlier. */
  readonly merge?: readonly ButaneResource[];
  /** A config that is used instead of this one. */
  readonly replace?: ButaneResource;
}

/** How long Ignition waits. */
export interface ButaneTimeouts {
  /**
   * Seconds until the headers of an answer.
   *
   * @default 10
   */
  readonly http_response_headers?: number;
  /**
   * Seconds for a whole fetch; 0 waits for ever.
   *
   * @default 0
   */
  readonly http_total?: number;
}

/** Certificates that Ignition trusts. */
export interface ButaneTls {
  /** Certificate authorities, PEM, beside those of the image. */
  readonly certificate_authorities?: readonly ButaneResource[];
}

/** Whom Ignition trusts. */
export interface ButaneSecurity {
  /** TLS. */
  readonly tls?: ButaneTls;
}

/** A proxy for what Ignition fetches. Since fcos 1.1.0. */
export interface ButaneProxy {
  /** For http, a URL with http or https. */
  readonly http_proxy?: string;
  /** For https, a URL with http or https. */
  readonly https_proxy?: string;
  /** Hosts that are reached without it. */
  readonly no_proxy?: readonly string[];
}

/** What Ignition itself is told. */
export interface ButaneIgnition {
  /** Other configs. */
  readonly config?: ButaneConfigReferences;
  /** How long it waits. */
  readonly timeouts?: ButaneTimeouts;
  /** Whom it trusts. */
  readonly security?: ButaneSecurity;
  /** A proxy. Since fcos 1.1.0. */
  readonly proxy?: ButaneProxy;
}
