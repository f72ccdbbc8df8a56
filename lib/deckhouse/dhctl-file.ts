import { SecretValue } from '../core/secret-value';
import { toYaml } from '../core/yaml';
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
      .map((document) => toYaml(document._render((secret) => values[secrets.indexOf(secret)] ?? '')))
      .join('---\n');
  return secrets.length === 0 ? render([]) : SecretValue.combine(secrets, render);
}
