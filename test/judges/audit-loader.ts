/** The API server's own loader and evaluator of audit policies: see audit-policy/main.go. */
import { spawnSync } from 'node:child_process';

import { judge } from './shared';

/** The versions of Kubernetes whose loader is built. The group `*` is what they differ in. */
export const loaderVersions = ['1.34', '1.36'] as const;

/** What a suite lists in its needs when it asks the loaders. */
export const loaderJudges = loaderVersions.map((v) => `audit-loader-${v}` as const);

/** A request, as the program takes it. */
export interface LoaderRequest {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly name?: string;
  /** Set for a path that is no resource. */
  readonly path?: string;
}

/** A policy, and requests to be decided with it. */
export interface LoaderQuestion {
  readonly policy: string | Uint8Array;
  readonly requests?: readonly LoaderRequest[];
}

/** What the server does with a request. */
export interface LoaderDecision {
  readonly level: string;
  readonly omitStages: readonly string[];
  readonly omitManagedFields: boolean;
}

/** What the server says. */
export interface LoaderAnswer {
  /** Why it does not start with the policy; empty when it does. */
  readonly error: string;
  /** What it ignores; empty when nothing. */
  readonly warning: string;
  readonly decisions: readonly LoaderDecision[];
}

/** Asks one loader all questions in one process. */
export function askLoader(
  version: (typeof loaderVersions)[number],
  questions: readonly LoaderQuestion[],
): readonly LoaderAnswer[] {
  const input = questions
    .map(({ policy, requests }, i) =>
      JSON.stringify({ id: String(i), policy: Buffer.from(policy).toString('base64'), requests }),
    )
    .join('\n');
  const run = spawnSync(judge(`audit-loader-${version}`), { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the loader of ${version} failed: ${run.stderr}`);
  const answers = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Partial<LoaderAnswer> & { readonly id: string });
  if (answers.length !== questions.length || answers.some((a, i) => a.id !== String(i))) {
    throw new Error(`the loader of ${version} gave ${answers.length} answers to ${questions.length} questions`);
  }
  return answers.map(({ error = '', warning = '', decisions = [] }) => ({ error, warning, decisions }));
}
