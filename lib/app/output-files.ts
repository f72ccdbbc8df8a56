import type { IConstruct } from 'constructs';

import { joinErrors, KvorumError, OutputFile, raise, SecretValue } from '../core';
import { CORE } from '../core/codes';
import { LONE_SURROGATE } from '../core/output-file';
import { requireConstruct } from '../core/construct-path';
import { printWarning } from '../core/warn';
import { reasonOf, show, typeName } from '../core/format';
import { APP } from './codes';
import type { PendingFileProps } from './pending-file';
import { PendingFile } from './pending-file';
import { pathFaults } from './duplicates';
import { inOrder } from './error-order';
import { holdsPlaceholder, holdsTerraformText } from './value-resolver';
import { Writer } from './writer';

/** Writes the output files of an app that is not a ClusterApp. */
export class OutputFiles {
  /**
   * Writes every OutputFile of a tree below a folder.
   *
   * ClusterApp does this by itself. Under a plain cdk8s.App or cdktf.App call it after `app.synth()`. Files are
   * replaced as a whole, and those that an earlier call wrote and that are no longer produced are removed.
   *
   * @param root The app.
   * @param folder Where the files go.
   * @throws KvorumError with all errors of the tree; nothing is written then. KV1104 for a file that holds a secret.
   */
  public static write(root: IConstruct, folder: string): void {
    const constructs = requireConstruct(root).node.findAll();
    requireFolder(folder);
    const { pending, errors } = pendingFilesOf(constructs);
    const secrets = pending
      .flatMap((file) => file.secrets)
      .map(({ scope, secret }) => {
        const message = `the file holds the secret ${secret.source}, which only ClusterApp writes`;
        return new KvorumError(CORE.secretNeedsClusterApp, scope, { message });
      });
    const faults = [
      ...errors,
      ...secrets,
      ...pathFaults(pending, { manifests: folder, files: folder, terraform: folder }),
    ];
    if (faults.length > 0) raise(joinErrors(inOrder(faults)));
    const files = pending.map((d) => ({
      path: d.path,
      mode: d.mode,
      secret: false,
      content: () => d.publicContent(),
      hash: () => d.publicHash(),
    }));
    const writer = new Writer(folder, [{ name: folder, files }], root);
    const folderFaults = [...writer.faults(), ...writer.losses()];
    if (folderFaults.length > 0) raise(joinErrors(inOrder(folderFaults)));
    for (const { type, message } of writer.warnings) printWarning(`warning ${type.code}: ${message}`);
    Writer.writeAll([writer]);
  }

  private constructor() {
    // There is nothing to make one of.
  }
}

function requireFolder(folder: unknown): void {
  if (typeof folder === 'string' && folder !== '' && !folder.includes('\0')) return;
  const details = {
    message: 'the folder is not a path',
    property: 'folder',
    given: show(folder),
    allowed: 'the path of a folder',
  };
  raise(new KvorumError(CORE.wrongType, undefined, details));
}

const READABLE_BY_ALL = 0o644;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** The output files among constructs, as pending files. */
export function pendingFilesOf(constructs: readonly IConstruct[]): { pending: PendingFile[]; errors: KvorumError[] } {
  const pending: PendingFile[] = [];
  const errors: KvorumError[] = [];
  for (const file of constructs) {
    if (!OutputFile.isOutputFile(file)) continue;
    try {
      pending.push(pendingFileOf(file, file._produce()));
    } catch (e) {
      for (const error of producerErrors(file, e)) errors.push(error);
    }
  }
  return { pending, errors };
}

function pendingFileOf(file: OutputFile, content: unknown): PendingFile {
  if (holdsTerraformText(file.path)) refuseTerraform(file, 'path');
  if (SecretValue.isSecretValue(content)) {
    const mode = file.mode ?? OWNER_ONLY;
    if ((mode & OTHERS) !== 0) {
      const message = 'the file holds a secret, and its mode lets others read it';
      const given = `0o${mode.toString(8)}`;
      raise(
        new KvorumError(CORE.fileMode, file, { message, property: 'mode', given, allowed: '0o400, 0o600 or 0o700' }),
      );
    }
    return pendingFile(file, mode, (reveal) => reveal(content), [{ secret: content, scope: file }]);
  }
  const mode = file.mode ?? READABLE_BY_ALL;
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    const details = {
      message: 'the content is neither text nor a secret',
      property: 'content',
      given: typeName(content),
    };
    return raise(new KvorumError(CORE.fileContent, file, details));
  }
  if (typeof content === 'string' && LONE_SURROGATE.test(content)) {
    const message = 'the content holds half of a surrogate pair, which UTF-8 cannot encode';
    raise(new KvorumError(CORE.fileContent, file, { message, property: 'content' }));
  }
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  if (holdsPlaceholder(text)) {
    const message = 'a secret was turned into text, and its value is lost';
    raise(new KvorumError(APP.secretAsText, file, { message, property: 'content' }));
  }
  if (holdsTerraformText(text)) refuseTerraform(file, 'content');
  return pendingFile(file, mode, () => content);
}

function pendingFile(
  file: OutputFile,
  mode: number,
  produce: PendingFileProps['produce'],
  secrets: PendingFileProps['secrets'] = [],
): PendingFile {
  return new PendingFile({ folder: 'files', path: file.path, kind: 'file', mode, sources: [file], secrets, produce });
}

function refuseTerraform(file: OutputFile, property: string): never {
  const message = 'the text holds a value that is known only after terraform apply';
  return raise(new KvorumError(APP.tokenInManifest, file, { message, property }));
}

function producerErrors(file: OutputFile, e: unknown): readonly KvorumError[] {
  if (KvorumError.isKvorumError(e)) return e.all.map((single) => single.locatedAt(file));
  const message = `its content cannot be produced: ${reasonOf(e)}`;
  return [new KvorumError(APP.fileNotMade, file, { message })];
}
