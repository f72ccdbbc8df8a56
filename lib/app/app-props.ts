import type { AppProps } from 'cdk8s';
import { YamlOutputType } from 'cdk8s';

import { joinErrors, KvorumError, raise } from '../core';
import { ANY_TARGET, checkShape } from '../core/check-shape';
import { CORE } from '../core/codes';
import { givenProps } from '../core/props';
import type { AnyField, StringShape } from '../core/shape';
import { flag, oneOf, optional, text } from '../core/shape';
import { typeName } from '../core/format';

/** Props of `ClusterApp`: those of cdk8s.App, and the folders of the other output. */
export interface ClusterAppProps extends AppProps {
  /**
   * Folder of everything that is neither a manifest nor a stack: dhctl configuration, files for hosts, runbooks, the
   * report.
   *
   * The app removes files that it wrote there earlier and no longer produces. Apps are told apart by their `outdir`:
   * two of them may share this folder, and `report.json` is then that of the last one to write.
   *
   * @default - the environment variable KVORUM_OUTDIR; else `kvorum.out` beside `outdir` when that is given; else
   * `kvorum.out` in the working folder
   */
  readonly kvorumOutdir?: string;
  /**
   * Folder of the Terraform stacks. When the cdktf command runs the program, its environment variable CDKTF_OUTDIR
   * takes precedence: the command reads that folder afterwards.
   *
   * A stack without a backend keeps its state in the folder that holds this one, as `terraform.<stack>.tfstate`.
   *
   * @default - `cdktf.out` beside `outdir` when that is given; else `cdktf.out` in the working folder
   */
  readonly terraformOutdir?: string;
}

const FOLDER: StringShape = { type: 'string', pattern: /^[^\0]+$/, form: 'the path of a folder' };

const FIELDS: Readonly<Record<string, AnyField>> = {
  outdir: optional(FOLDER),
  kvorumOutdir: optional(FOLDER),
  terraformOutdir: optional(FOLDER),
  outputFileExtension: optional(text({ pattern: /^[^\0]*$/, form: 'the end of a file name' })),
  yamlOutputType: optional(oneOf(Object.values(YamlOutputType).filter((value) => typeof value === 'number'))),
  recordConstructMetadata: optional(flag()),
  resolvers: optional({ type: 'list', item: { type: 'json' } }),
};

/**
 * The validated props of an app.
 *
 * @throws KV1201 for unknown ones, KV1203 and the like for wrong ones.
 */
export function appProps(props: ClusterAppProps | undefined): ClusterAppProps {
  const given = givenProps('', props);
  // Resolvers are objects of the user's own classes. They are used as they are, not copied.
  const { resolvers, ...rest } = given;
  const faults = checkShape({ type: 'object', fields: FIELDS }, rest, '', ANY_TARGET);
  const errors = [...faults.map((f) => new KvorumError(f.type, undefined, f.details)), ...resolverErrors(resolvers)];
  if (errors.length > 0) raise(joinErrors(errors));
  return resolvers === undefined ? given : { ...rest, resolvers: props?.resolvers };
}

function resolverErrors(resolvers: unknown): KvorumError[] {
  const fault = (property: string, given: unknown, allowed: string): KvorumError =>
    new KvorumError(CORE.wrongType, undefined, { message: `the value is ${typeName(given)}`, property, allowed });
  if (resolvers === undefined) return [];
  if (!Array.isArray(resolvers)) return [fault('resolvers', resolvers, 'a list of resolvers')];
  return resolvers.flatMap((resolver: unknown, i) => {
    const { resolve } = (resolver ?? {}) as { readonly resolve?: unknown };
    return typeof resolve === 'function'
      ? []
      : [fault(`resolvers[${i}]`, resolver, 'an object with the function resolve')];
  });
}
