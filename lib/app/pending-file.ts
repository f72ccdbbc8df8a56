import type { IConstruct } from 'constructs';

import type { SecretValue } from '../core';
import { hashOf } from './hash';
import type { OutputFolder, OutputKind, RenderedFile } from './rendered-file';

/** Returns the text that is written for a secret: its value, or its placeholder. */
export type Reveal = (secret: SecretValue) => string;

/** Props of `PendingFile`. */
export interface PendingFileProps {
  readonly folder: OutputFolder;
  readonly path: string;
  readonly kind: OutputKind;
  readonly mode: number;
  /** The constructs that it comes from. */
  readonly sources: readonly IConstruct[];
  /** The secrets that it holds, each with the construct that holds it. */
  readonly secrets: readonly PlacedSecret[];
  /** Produces the content. Called once with values and once with placeholders. */
  readonly produce: (reveal: Reveal) => string | Uint8Array;
}

/** A secret and the construct that holds it. */
export interface PlacedSecret {
  readonly secret: SecretValue;
  readonly scope: IConstruct;
}

const OWNER_ONLY = 0o600;

/** A file that a synth is going to write. */
export class PendingFile {
  public readonly folder: OutputFolder;
  public readonly path: string;
  public readonly kind: OutputKind;
  public readonly mode: number;
  public readonly sources: readonly IConstruct[];
  public readonly secrets: readonly PlacedSecret[];
  private readonly produce: (reveal: Reveal) => string | Uint8Array;
  private shown: Uint8Array | undefined;
  private shownHash: string | undefined;

  public constructor(props: PendingFileProps) {
    this.folder = props.folder;
    this.path = props.path;
    this.kind = props.kind;
    this.secrets = props.secrets;
    this.mode = this.secrets.length > 0 ? props.mode & 0o700 || OWNER_ONLY : props.mode;
    this.sources = props.sources;
    this.produce = props.produce;
  }

  /** Whether the written file holds a secret. */
  public get isSecret(): boolean {
    return this.secrets.length > 0;
  }

  /** The content that is written. */
  public content(reveal: Reveal): Uint8Array {
    return this.isSecret ? toBytes(this.produce(reveal)) : this.publicContent();
  }

  /** The content that may be shown: placeholders in place of secrets. Produced once. */
  public publicContent(): Uint8Array {
    this.shown ??= toBytes(this.produce((secret) => secret.placeholder));
    return this.shown;
  }

  /** The hash of the content that is written. */
  public hash(reveal: Reveal): string {
    return this.isSecret ? hashOf(this.content(reveal)) : this.publicHash();
  }

  /** The hash of the content that may be shown. */
  public publicHash(): string {
    this.shownHash ??= hashOf(this.publicContent());
    return this.shownHash;
  }

  /** The file as the user sees it in memory. */
  public toRenderedFile(): RenderedFile {
    const { folder, path, kind, mode, isSecret: secret } = this;
    const bytes = this.publicContent();
    return { folder, path, kind, mode, secret, text: Buffer.from(bytes).toString('utf8'), bytes };
  }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}
