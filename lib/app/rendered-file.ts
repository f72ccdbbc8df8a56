/**
 * Which output folder a file belongs to.
 *
 * - `manifests`: what kubectl applies, by default `dist/`.
 * - `terraform`: the stacks, by default `cdktf.out/`.
 * - `files`: everything else, by default `kvorum.out/`.
 */
export type OutputFolder = 'manifests' | 'terraform' | 'files';

/** What a file is. */
export type OutputKind = 'manifest' | 'construct-metadata' | 'stack' | 'file' | 'report';

/** A file of a synth, in memory. Secrets are placeholders in it. */
export interface RenderedFile {
  /** The output folder that it goes to. */
  readonly folder: OutputFolder;
  /** Its path below that folder, with forward slashes. */
  readonly path: string;
  /** What it is. */
  readonly kind: OutputKind;
  /** Its mode, for example 0o644. */
  readonly mode: number;
  /** Whether the written file holds a secret. Its mode is 0600 then, and the text here holds placeholders. */
  readonly secret: boolean;
  /** Its content. Bytes that are not text are decoded as UTF-8, with losses: use `bytes` for those. */
  readonly text: string;
  /** Its content as bytes. */
  readonly bytes: Uint8Array;
}
