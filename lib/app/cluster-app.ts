import { join } from 'node:path';

import type { Chart } from 'cdk8s';
import { App } from 'cdk8s';

import { documentText } from '../core/yaml';
import { formatWarning, joinErrors, KvorumError, raise } from '../core';
import { printWarning } from '../core/warn';
import type { ClusterAppProps } from './app-props';
import { appProps } from './app-props';
import { APP } from './codes';
import { Dependencies } from './dependencies';
import { inOrder } from './error-order';
import { SynthOrder } from './order';
import type { Caller, OutputPlaces } from './output';
import { placeFaults, planOutput } from './output';
import type { RenderedFile } from './rendered-file';
import type { ResolvedSecrets } from './secrets';
import { resolveSecrets } from './secrets';
import type { Synthesis, SynthesisOptions } from './synthesis';
import { synthesize } from './synthesis';
import { temporaryFolder } from './temporary-folder';
import { TerraformHost } from './terraform-host';
import { ConstructIndex } from './construct-index';
import { ValueResolver } from './value-resolver';
import { Writer } from './writer';

/**
 * The root of a program.
 *
 * It is a cdk8s.App whose synth also writes Terraform stacks and all other files of a cluster, keeps secrets, reports
 * every error at once, and writes nothing while there is one. It takes time linear in the number of constructs.
 */
export class ClusterApp extends App {
  /**
   * An app for tests: it writes below a new temporary folder, and secrets are their placeholders, so that neither the
   * environment nor a file is read.
   *
   * @param props As for any app. Folders that are given are used.
   */
  public static forTesting(props: ClusterAppProps = {}): ClusterApp {
    const folder = temporaryFolder('kvorum-');
    const given = appProps(props);
    const { outdir = join(folder, 'dist'), kvorumOutdir = join(folder, 'kvorum.out') } = given;
    const app = new ClusterApp({ ...given, outdir, kvorumOutdir });
    app.#isTesting = true;
    // Regardless of the environment of the test.
    (app as { terraformOutdir: string }).terraformOutdir = given.terraformOutdir ?? join(folder, 'cdktf.out');
    return app;
  }

  /** Folder of everything that is neither a manifest nor a stack. */
  public readonly kvorumOutdir: string;
  /** Folder of the Terraform stacks. */
  public readonly terraformOutdir: string;

  readonly #resolver: ValueResolver;
  readonly #host: TerraformHost;
  #isTesting = false;
  #isSynthesizing = false;

  /**
   * @throws KV1201 for unknown props, KV1203 and the like for wrong ones.
   */
  public constructor(props: ClusterAppProps = {}) {
    const given = appProps(props);
    // cdk8s reads an empty variable as the working folder itself.
    super({ ...given, outdir: given.outdir ?? setting('CDK8S_OUTDIR') ?? 'dist' });
    const beside = given.outdir === undefined ? '.' : join(given.outdir, '..');
    this.kvorumOutdir = given.kvorumOutdir ?? setting('KVORUM_OUTDIR') ?? join(beside, 'kvorum.out');
    this.terraformOutdir = setting('CDKTF_OUTDIR') ?? given.terraformOutdir ?? join(beside, 'cdktf.out');
    this.#host = new TerraformHost(this);
    const resolvers = this.resolvers;
    this.#resolver = new ValueResolver([...resolvers], (given.resolvers ?? []).length > 0);
    resolvers.splice(0, resolvers.length, this.#resolver);
  }

  /** All charts, each after those that it depends on. */
  public override get charts(): Chart[] {
    const tree = new ConstructIndex(this);
    const dependencies = new Dependencies(tree);
    const order = new SynthOrder(tree, dependencies);
    const faults = [...dependencies.faults, ...order.faults()];
    if (faults.length > 0) raise(joinErrors(faults));
    return order.charts().map((i) => tree.at(i) as Chart);
  }

  /**
   * Writes everything.
   *
   * When `cdk8s synth` runs the program (it sets CDK8S_OUTDIR), the stacks are left out; when `cdktf synth` does (it
   * sets CDKTF_OUTDIR), only the stacks are written. What is written has the same bytes each time.
   *
   * @throws KvorumError that carries every error of the program in `all`. Nothing is written or removed then.
   */
  public override synth(): void {
    const { files, errors, findings } = this.synthesize();
    const secrets = this.#isTesting ? placeholders : resolveSecrets(files);
    const writers = planOutput(this, this.places, this.caller, files, secrets.reveal);
    const faults = [...placeFaults(this.places), ...writers.flatMap((writer) => writer.faults())];
    const all = [...errors, ...secrets.errors, ...faults];
    if (all.length > 0) raise(joinErrors(inOrder(all)));
    const losses = writers.flatMap((writer) => writer.losses());
    if (losses.length > 0) raise(joinErrors(inOrder(losses)));
    for (const warning of findings.warnings) printWarning(formatWarning(warning));
    for (const { type, message } of writers.flatMap((writer) => writer.warnings)) {
      printWarning(`warning ${type.code}: ${message}`);
    }
    Writer.writeAll(writers);
  }

  /**
   * Renders every file in memory and writes none.
   *
   * Secrets are not resolved: the texts hold placeholders, so that they can be shown and compared.
   *
   * @throws KvorumError as `synth`, except for faults of folders and of the values of secrets.
   */
  public render(): readonly RenderedFile[] {
    return this.checked().files.map((file) => file.toRenderedFile());
  }

  /**
   * All manifests as one text, in the order in which they are applied. Secrets are placeholders in it: it is for
   * reading and comparison, not to be applied.
   *
   * @throws KvorumError as `render`.
   */
  public override synthYaml(): string {
    return this.checked()
      .documents.map((document) => documentText(document.manifest))
      .join('---\n');
  }

  private checked(): Synthesis {
    const synthesis = this.synthesize();
    if (synthesis.errors.length > 0) raise(joinErrors(inOrder(synthesis.errors)));
    return synthesis;
  }

  private synthesize(): Synthesis {
    if (this.#isSynthesizing) {
      const message = 'synth, render or synthYaml is called while the app is synthesized';
      raise(new KvorumError(APP.nestedSynth, this, { message }));
    }
    this.#isSynthesizing = true;
    try {
      return synthesize(this, this.options);
    } finally {
      this.#isSynthesizing = false;
    }
  }

  private get options(): SynthesisOptions {
    const { recordConstructMetadata } = this as unknown as { readonly recordConstructMetadata: boolean };
    return {
      type: this.yamlOutputType,
      extension: this.outputFileExtension,
      recordConstructMetadata,
      resolver: this.#resolver,
      host: this.#host,
      places: this.places,
      isCalledByCdktf: this.caller === 'cdktf',
    };
  }

  /** The command that runs the program, as each of the two shows in the environment. */
  private get caller(): Caller {
    if (this.#isTesting) return 'nobody';
    if (setting('CDKTF_OUTDIR') !== undefined) return 'cdktf';
    return setting('CDK8S_OUTDIR') === undefined ? 'nobody' : 'cdk8s';
  }

  private get places(): OutputPlaces {
    return { manifests: this.outdir, files: this.kvorumOutdir, terraform: this.terraformOutdir };
  }
}

const placeholders: ResolvedSecrets = { reveal: (secret) => secret.placeholder, errors: [] };

/** An environment variable; an empty one counts as not set. */
function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
