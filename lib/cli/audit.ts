import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { AuditFinding, AuditRequest } from '../audit';
import { AuditPolicy } from '../audit/policy';
import { KvorumError } from '../core/error';
import type * as AuditCheck from '../deckhouse/audit-check';
import type { TextSink } from './text-sink';

const USAGE = `Usage: kvorum audit check FILE [--kubernetes 1.34] [--deckhouse 1.76] [--as-server]
       kvorum audit explain FILE --verb VERB (--resource RESOURCE | --url PATH) [...]

FILE is an audit policy in YAML or JSON; - reads the standard input.

check: all faults of the policy, with their places
  --kubernetes VERSION   the version of the API server that reads it (default 1.34, or that of the Deckhouse release)
  --deckhouse RELEASE    this release of Deckhouse reads it first
  --as-server            only what the API server refuses: 0 when it would start with the policy
  --no-built-in-rules    the built-in rules of Deckhouse are off

explain: how a request is logged, and by which rule
  --user NAME            name of the user
  --group GROUP          a group of the user; may be given several times
  --verb VERB            get, list, watch, create, update, patch, delete, deletecollection; for a path the method
  --resource RESOURCE    pods, or pods/exec
  --subresource NAME     exec
  --api-group GROUP      apps; without it the core group
  --namespace NAME       namespace of the object
  --name NAME            name of the object
  --url PATH             a path outside of the resources

The exit code is 0 without errors, 1 with errors, 2 for invalid arguments.
`;

const SUCCESS = 0;
const FAILURE = 1;
const BAD_USAGE = 2;

/** Invalid arguments, or a missing file. */
class UsageError extends Error {}

/**
 * Runs `kvorum audit`. It loads nothing but the rooms of audit policies: no cdk8s, no YAML writer.
 *
 * @param args The words after `audit`.
 * @returns The exit code: 0, 1 for a policy with errors, 2 for invalid arguments.
 */
export function audit(args: readonly string[], out: TextSink, err: TextSink): number {
  const [command, ...rest] = args;
  try {
    if (command === 'check') return check(rest, out, err);
    if (command === 'explain') return explainRequest(rest, out, err);
    if (command === '--help' || command === '-h') {
      out.write(USAGE);
      return SUCCESS;
    }
    throw new UsageError(command === undefined ? 'a command is missing' : `there is no command audit ${command}`);
  } catch (e) {
    if (KvorumError.isKvorumError(e)) {
      err.write(`${e.all.map(({ message }) => message).join('\n')}\n`);
      return BAD_USAGE;
    }
    // parseArgs has its own error codes for unknown options.
    if (!(e instanceof UsageError) && !String((e as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) throw e;
    err.write(`kvorum: ${(e as Error).message}\n\n${USAGE}`);
    return BAD_USAGE;
  }
}

function check(args: readonly string[], out: TextSink, err: TextSink): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kubernetes: { type: 'string' },
      deckhouse: { type: 'string' },
      'as-server': { type: 'boolean', default: false },
      'no-built-in-rules': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    out.write(USAGE);
    return SUCCESS;
  }
  const { file, content } = read(positionals);
  const { kubernetes, deckhouse } = values;
  const builtInRules = !values['no-built-in-rules'];
  const options = { file, ...(kubernetes !== undefined && { kubernetes }) };
  let found: readonly AuditFinding[];
  if (deckhouse !== undefined) {
    // Rarely needed, and it loads the table of releases.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { checkForDeckhouse } = require('../deckhouse/audit-check') as typeof AuditCheck;
    found = checkForDeckhouse(content, { ...options, release: deckhouse, builtInRules, asServer: values['as-server'] });
  } else if (values['as-server']) {
    found = AuditPolicy.serverVerdict(content, options);
  } else {
    found = AuditPolicy.check(content, options);
  }
  return report(found, err);
}

function report(found: readonly AuditFinding[], err: TextSink): number {
  for (const finding of found) err.write(`${finding.toString()}\n\n`);
  const errors = found.filter(({ level }) => level === 'error').length;
  if (found.length > 0) err.write(`${counted(errors, 'error')}, ${counted(found.length - errors, 'warning')}\n`);
  return errors > 0 ? FAILURE : SUCCESS;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function explainRequest(args: readonly string[], out: TextSink, err: TextSink): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      user: { type: 'string' },
      group: { type: 'string', multiple: true },
      verb: { type: 'string' },
      resource: { type: 'string' },
      subresource: { type: 'string' },
      'api-group': { type: 'string' },
      namespace: { type: 'string' },
      name: { type: 'string' },
      url: { type: 'string' },
      kubernetes: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    out.write(USAGE);
    return SUCCESS;
  }
  const { group: groups, 'api-group': apiGroup, url: path, kubernetes, help: _help, verb = '', ...rest } = values;
  if (verb === '') throw new UsageError('--verb is missing');
  if ((rest.resource === undefined) === (path === undefined)) throw new UsageError('give --resource or --url');
  const { file, content } = read(positionals);
  const options = { file, ...(kubernetes !== undefined && { kubernetes }) };
  const refused = AuditPolicy.serverVerdict(content, options);
  if (refused.length > 0) return report(refused, err);
  const request: AuditRequest = {
    ...rest,
    verb,
    ...(groups !== undefined && { groups }),
    ...(apiGroup !== undefined && { apiGroup }),
    ...(path !== undefined && { path }),
  };
  const { policy, places } = AuditPolicy._lenient(content, options);
  const { level, omitStages, index } = policy.evaluate(request);
  const place = places[index];
  out.write(`level:      ${level}\n`);
  if (omitStages.length > 0) out.write(`omitStages: ${omitStages.join(', ')}\n`);
  const where = place === undefined ? '' : `, ${place.file}:${place.line}:${place.column}`;
  out.write(index < 0 ? 'rule:       no rule matches this request\n' : `rule:       rules[${index}]${where}\n`);
  return SUCCESS;
}

function read(positionals: readonly string[]): { readonly file: string; readonly content: Uint8Array } {
  const [file, more] = positionals;
  if (file === undefined) throw new UsageError('the file of the policy is missing');
  if (more !== undefined) throw new UsageError(`only one file can be given: ${JSON.stringify(more)} is one too many`);
  try {
    return file === '-' ? { file: '<stdin>', content: readFileSync(0) } : { file, content: readFileSync(file) };
  } catch (e) {
    throw new UsageError(`${file} cannot be read: ${(e as { readonly code?: string }).code ?? 'unknown error'}`);
  }
}
