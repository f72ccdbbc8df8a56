/**
 * The output folder of a file.
 *
 * - `manifests`: what kubectl applies, by default `dist/`.
 * - `terraform`: the stacks, by default `cdktf.out/`.
 * - `files`: everything else, by default `kvorum.out/`.
 */
export type OutputFolder = 'manifests' | 'terraform' | 'files';

/** The type of a file. */
export type OutputKind = 'manifest' | 'construct-metadata' | 'stack' | 'file' | 'report';

/** A file of a synth, in memory. Secrets are placeholders in it. */
export interface RenderedFile {
  /** The output folder. */
  readonly folder: OutputFolder;
  /** The path below that folder, with forward slashes. */
  readonly path: string;
  /** The type of the file. */
  readonly kind: OutputKind;
  /** The mode, for example 0o644. */
  readonly mode: number;
  /** Whether the written file holds a secret. Its mode is 0600 then, and the text here holds placeholders. */
  readonly secret: boolean;
  /** The content as text. Bytes that are not UTF-8 are lost in decoding: use `bytes` for those. */
  readonly text: string;
  /** The content as bytes. */
  readonly bytes: Uint8Array;
}
