/** A header of an HTTP request. */
export interface ButaneHttpHeader {
  /** Its name. Compared case-sensitively. */
  readonly name: string;
  /**
   * Its value.
   *
   * @default - a header of this name that a parent config set is removed
   */
  readonly value?: string;
}

/** The checksum of fetched contents. */
export interface ButaneVerification {
  /**
   * `sha512-` and 128 hexadecimal digits. Since fcos 1.1.0 also `sha256-` and 64.
   *
   * @default - none
   */
  readonly hash?: string;
}

/** Fields that every resource may have. */
export interface ButaneResourceOptions {
  /**
   * The compression of the contents at their source.
   *
   * @default - the transpiler compresses `inline` and `local` contents where that is shorter; others are not compressed
   */
  readonly compression?: '' | 'gzip';
  /**
   * Headers of the request, for `source` with http or https. Since fcos 1.1.0.
   *
   * @default - none
   */
  readonly http_headers?: readonly ButaneHttpHeader[];
  /**
   * The hash of the contents, uncompressed.
   *
   * @default - anything
   */
  readonly verification?: ButaneVerification;
}

/** Contents that the machine fetches when it boots. */
export interface ButaneSourceResource extends ButaneResourceOptions {
  /** A URL: http, https, tftp, s3, data; `gs` since fcos 1.2.0, `arn` since fcos 1.5.0. */
  readonly source: string;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly inline?: undefined;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly local?: undefined;
}

/** Contents that are part of the config. */
export interface ButaneInlineResource extends ButaneResourceOptions {
  /** The text. */
  readonly inline: string;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly source?: undefined;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly local?: undefined;
}

/** Contents of a file next to the config. Since fcos 1.1.0. */
export interface ButaneLocalResource extends ButaneResourceOptions {
  /** Its path below the files directory. */
  readonly local: string;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly source?: undefined;
  /**
   * Not here: another kind of this object has it.
   *
   * @default - not set
   */
  readonly inline?: undefined;
}

/** The source of contents: exactly one of `source`, `inline` and `local`. */
export type ButaneResource = ButaneSourceResource | ButaneInlineResource | ButaneLocalResource;
