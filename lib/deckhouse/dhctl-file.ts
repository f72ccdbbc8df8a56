import type * as JsYaml from 'js-yaml';

import { SecretValue } from '../core/secret-value';
import type { DhctlDocument } from './dhctl-document';

/**
 * The text of a file of dhctl: its documents with `---` between them, dhctl takes them apart by that line.
 *
 * @param documents The documents, in the order of the file.
 * @returns A secret when one of the documents holds one: the values are put in when the app resolves all secrets.
 */
export function dhctlFile(documents: readonly DhctlDocument[]): string | SecretValue {
  const secrets = [...new Set(documents.flatMap((document) => document._secrets()))];
  const render = (values: readonly string[]): string =>
    documents
      .map((document) => yaml(document._render((secret) => values[secrets.indexOf(secret)] ?? '')))
      .join('---\n');
  return secrets.length === 0 ? render([]) : SecretValue.combine(secrets, render);
}

// Texts that another reader of YAML would take for a number or a truth value ('24', '1.30', 'yes') are quoted by the
// writer. Lines are never folded, and values that occur twice are written twice: dhctl's readers know no references.
function yaml(document: Readonly<Record<string, unknown>>): string {
  // Loaded when the first file is written: a program that has none starts without it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { dump } = require('js-yaml') as typeof JsYaml;
  return dump(document, { lineWidth: -1, noRefs: true });
}
