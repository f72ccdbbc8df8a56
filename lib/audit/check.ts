import { AUDIT } from './codes';
import type { Decoded } from './decode';
import { decodePolicy } from './decode';
import type { AuditFault } from './fault';
import type { AuditPolicySpec } from './model';
import type { MapNode, SourceNode } from './reader/node';
import type { Source } from './reader/source';
import { readSource } from './reader/source';
import { serverFaults } from './server-faults';

/** A policy that was read, with all of its faults. */
export interface CheckedSource {
  readonly source: Source;
  /** The policy as far as it could be read. */
  readonly spec: AuditPolicySpec;
  /** The faults that the API server refuses. */
  readonly refused: readonly AuditFault[];
  /** The faults that the API server ignores. */
  readonly ignored: readonly AuditFault[];
}

/**
 * Reads a policy as the API server of a version does.
 *
 * @param content The text or the bytes of the file.
 * @param minor The minor of the server's version.
 */
export function checkSource(content: string | Uint8Array, minor: number): CheckedSource {
  const source = readSource(content);
  const { fault, root } = source;
  if (fault !== undefined) {
    const { message } = fault;
    const refused = [
      { type: AUDIT.unreadable, path: [], span: { start: fault.offset, end: fault.end }, details: { message } },
    ];
    return { source, spec: { rules: [] }, refused, ignored: [] };
  }
  if (root === undefined) {
    const details = { message: 'the file is empty', fix: 'write apiVersion: audit.k8s.io/v1 and kind: Policy' };
    return { source, spec: { rules: [] }, refused: [{ type: AUDIT.wrongKind, path: [], details }], ignored: [] };
  }
  const { value, faults } = decodePolicy(root);
  const spec = value as unknown as AuditPolicySpec;
  const typeFaults = faults.filter((f) => f.type === AUDIT.wrongType);
  const refused = [...typeFaults, ...kindFaults(root, typeFaults), ...fieldFaults(value, typeFaults, minor)];
  const ignored = [...faults.filter((f) => f.type !== AUDIT.wrongType), ...restFaults(source)];
  return { source, spec, refused, ignored };
}

// A field that was dropped for its type must not also be reported as missing.
function fieldFaults(value: Decoded['value'], typeFaults: readonly AuditFault[], minor: number): readonly AuditFault[] {
  const lost = typeFaults.map(({ path }) => path.join('/'));
  if (lost.includes('')) return [];
  return serverFaults(value as unknown as AuditPolicySpec, minor).filter(({ path }) => {
    const at = path.join('/');
    return !lost.some((l) => l === at || l.startsWith(`${at}/`) || at.startsWith(`${l}/`));
  });
}

const API_VERSION = 'audit.k8s.io/v1';
const KIND = 'Policy';

// The server finds these two with a case-insensitive reader.
function kindFaults(root: SourceNode, typeFaults: readonly AuditFault[]): readonly AuditFault[] {
  if (root.type !== 'map') return [];
  const faults: AuditFault[] = [];
  for (const [name, allowed] of [
    ['apiVersion', API_VERSION],
    ['kind', KIND],
  ] as const) {
    if (typeFaults.some(({ path }) => path[0] === name)) continue;
    const { given, entry } = found(root, name);
    // Without a kind the server assumes the expected one.
    if (given === allowed || (name === 'kind' && given === '')) continue;
    const message = given === '' ? `the file has no ${name}` : `the ${name} is not that of an audit policy`;
    const details = { message, ...(given !== '' && { given: JSON.stringify(given) }), allowed };
    faults.push({ type: AUDIT.wrongKind, path: [name], details, ...(entry !== undefined && { span: entry.value }) });
  }
  return faults;
}

function found(root: MapNode, name: string): { readonly given: string; readonly entry?: MapNode['entries'][number] } {
  const fold = (s: string): string => s.toUpperCase().toLowerCase();
  const entries = root.entries.filter(({ key }) => fold(key) === fold(name));
  const order = (key: string): string => key;
  const sorted = [...entries].sort((a, b) => (order(a.key) < order(b.key) ? -1 : 1));
  let result: { given: string; entry?: MapNode['entries'][number] } = { given: '' };
  for (const entry of sorted) {
    const { value } = entry;
    if (value.type === 'scalar' && value.value === null) continue;
    result = { given: value.type === 'scalar' ? String(value.value) : '(no text)', entry };
  }
  return result;
}

function restFaults({ rest, text }: Source): readonly AuditFault[] {
  if (rest === undefined || text.slice(rest.start).split('\n').every(isEmptyLine)) return [];
  const details = { message: 'the API server does not read the text from here on' };
  return [{ type: AUDIT.secondDocument, path: [], span: rest, details }];
}

/** Nothing but white space, a comment, or the marks of a document. */
function isEmptyLine(line: string): boolean {
  const rest = line.replace(/^\s*(?:---|\.\.\.)?/, '').trim();
  return rest === '' || rest.startsWith('#');
}
