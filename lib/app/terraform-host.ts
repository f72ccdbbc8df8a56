import type { IConstruct } from 'constructs';

import { KvorumError, raise } from '../core';
import { APP } from './codes';

/** The manifest of cdktf; the class itself belongs to cdktf. */
export interface StackManifest {
  writeToFile(): void;
}

/** A stack, as far as it is used here. cdktf and cdktn have the same. */
export interface Stack extends IConstruct {
  cdktfVersion?: unknown;
  prepareStack(): void;
  readonly synthesizer: { synthesize(session: object): void };
  addDependency(stack: Stack): void;
  registerOutgoingCrossStackReference(identifier: string): { readonly friendlyUniqueId: string };
  registerIncomingCrossStackReference(stack: Stack): { getString(output: string): unknown };
}

/**
 * Makes a cdk8s.App look like the root that cdktf expects, without loading cdktf.
 *
 * cdktf recognises its app by a symbol, and asks it for references between stacks and for the manifest. The members
 * are not enumerable and not part of the public class.
 */
export class TerraformHost {
  /** The manifest of the current synth. */
  public manifest: StackManifest | undefined;
  /** Whether stacks are written in HCL, which `cdktf synth --hcl` asks for. */
  public readonly isHcl: boolean;

  /**
   * @throws KV1526 for an environment variable CDKTF_CONTEXT_JSON that is not a JSON object.
   */
  public constructor(app: IConstruct) {
    this.isHcl = process.env.SYNTH_HCL_OUTPUT === 'true' || process.env.SYNTH_HCL_OUTPUT === '1';
    const members: Record<string | symbol, PropertyDescriptor> = {
      [Symbol.for('cdktf/App')]: { value: true },
      manifest: { get: () => this.manifest },
      hclOutput: { value: this.isHcl },
      targetStackId: { value: process.env.CDKTF_TARGET_STACK_ID },
      skipValidation: { value: false },
      skipBackendValidation: { value: false },
      crossStackReference: { value: referBetweenStacks },
    };
    Object.defineProperties(app, members);
    // Otherwise every annotation brings the absolute paths of this machine into manifest.json.
    app.node.setContext('@cdktf/disable_stack_trace_in_metadata', true);
    for (const [key, value] of Object.entries(contextOfCaller(app))) app.node.setContext(key, value);
  }
}

/** A value of one stack that another one uses: an output there, read through the remote state here. */
function referBetweenStacks(from: Stack, to: Stack, identifier: string): unknown {
  to.addDependency(from);
  const output = from.registerOutgoingCrossStackReference(identifier).friendlyUniqueId;
  return to.registerIncomingCrossStackReference(from).getString(output);
}

function contextOfCaller(app: IConstruct): object {
  const text = process.env.CDKTF_CONTEXT_JSON;
  if (text === undefined || text === '') return {};
  try {
    const context = JSON.parse(text) as unknown;
    if (typeof context === 'object' && context !== null && !Array.isArray(context)) return context;
  } catch {
    // Reported below, without the text: it may hold secrets.
  }
  return raise(new KvorumError(APP.badContext, app, { message: 'CDKTF_CONTEXT_JSON does not hold a JSON object' }));
}
