/**
 * A real kube-apiserver (with the real etcd behind it) that judges objects: on loopback, in a folder of its
 * own under the system's temporary folder, gone when the test is gone.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { isAbsolute, join } from 'node:path';
import { kubectl, type KubectlVerdict } from './kubectl';
import { freePorts, request, type Response } from './loopback';
import { Programs } from './programs';
import { judge, type Judge } from './shared';

/** What a suite lists in its needs when it starts an ApiServer. */
export const apiServerJudges: readonly Judge[] = ['etcd', 'kube-apiserver', 'kubectl'];

/** A Kubernetes object, as far as a request needs to know it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What the server says of one object. */
export interface Verdict {
  readonly accepted: boolean;
  /** The server's reason when it refuses, else empty. */
  readonly message: string;
}

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Milliseconds that a server may take until it is ready; 3 seconds are usual. */
const startLimit = 60_000;

export class ApiServer {
  /**
   * Starts etcd and kube-apiserver and waits until the server is ready. Takes about 3 seconds; give
   * `beforeAll` a minute.
   *
   * @param options.crds the folder of CRDs to load, see `loadCrds`. Default: none.
   * @param options.etcdFlags the server's flags for an etcd that runs already. Default: an own one is started.
   * @throws when a program ends early or is not ready in time; the error holds the end of its log.
   */
  public static async start(
    options: { readonly crds?: string; readonly etcdFlags?: readonly string[] } = {},
  ): Promise<ApiServer> {
    for (let attempt = 1; ; attempt += 1) {
      const server = new ApiServer(await freePorts(3), options.etcdFlags);
      try {
        await server.boot();
        if (options.crds !== undefined) {
          await server.loadCrds(options.crds);
        }
        return server;
      } catch (error) {
        await server.stop();
        // Between the search for a free port and its use another process may have taken it.
        if (attempt === 3 || !String(error).includes('address already in use')) {
          throw error;
        }
      }
    }
  }

  private readonly programs = new Programs('apiserver');
  /** The folder with everything of this server; removed by `stop`. */
  public readonly folder: string = this.programs.folder;
  /** A kubeconfig of a cluster administrator. */
  public readonly kubeconfig = join(this.folder, 'kubeconfig');

  private readonly token = randomBytes(16).toString('hex');
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private readonly certificate = join(this.folder, 'tls', 'apiserver.crt');
  private readonly resources = new Map<string, Map<string, Resource>>();
  private lost: string | undefined;

  private constructor(
    private readonly ports: readonly number[],
    private readonly etcdFlags: readonly string[] | undefined,
  ) {}

  /**
   * Loads the CRDs of all YAML files of a folder, and waits until the server serves them. A server takes one
   * set: removing CRDs takes longer than starting another server.
   *
   * @throws when the server refuses one.
   */
  public async loadCrds(folder: string): Promise<void> {
    for (const args of [
      // The files hold keys that only the platform's documentation reads; unvalidated, the server drops them.
      ['create', '--validate=false', '-f', folder],
      ['wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all'],
    ]) {
      const outcome = await this.kubectl(args);
      if (!outcome.accepted) {
        throw new Error(`cannot load the CRDs of ${folder}: ${outcome.stderr}`);
      }
    }
    this.resources.clear();
  }

  /** Makes a namespace, for real: the server refuses objects in one that does not exist. */
  public async createNamespace(name: string): Promise<void> {
    const outcome = await this.kubectl(['create', 'namespace', name]);
    if (!outcome.accepted) {
      throw new Error(`cannot make the namespace ${name}: ${outcome.stderr}`);
    }
  }

  /**
   * `kubectl create --dry-run=server`: admission and validation of the server, nothing is stored.
   *
   * @param source an absolute path of a file or a folder, else a text of one or more YAML documents.
   * @param options.validate what happens with unknown and duplicate fields: `strict` (default) refuses,
   *   `warn` reports on stderr, `ignore` is silent.
   * @throws when kubectl or the server does not work, as opposed to: refuses.
   */
  public async createDryRun(
    source: string,
    options: { readonly validate?: 'strict' | 'warn' | 'ignore' } = {},
  ): Promise<KubectlVerdict> {
    const path = isAbsolute(source);
    if (path && !existsSync(source)) {
      throw new Error(`${source} does not exist`);
    }
    return this.kubectl(
      ['create', '--dry-run=server', `--validate=${options.validate ?? 'strict'}`, '-f', path ? source : '-'],
      path ? undefined : source,
    );
  }

  /**
   * The same judgement for one object in a few milliseconds: a POST with strict field validation, without
   * kubectl. Up to 8 run at the same time.
   *
   * @throws when the server does not work, as opposed to: refuses.
   */
  public async dryRun(object: KubernetesObject): Promise<Verdict> {
    const base = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`;
    const resource = (await this.discover(base)).get(object.kind);
    if (resource === undefined) {
      return { accepted: false, message: `no kind ${object.kind} in ${object.apiVersion}` };
    }
    const namespace = resource.namespaced ? `/namespaces/${object.metadata.namespace ?? 'default'}` : '';
    const query = 'dryRun=All&fieldValidation=Strict';
    const response = await this.send('POST', `${base}${namespace}/${resource.plural}?${query}`, object);
    if (response.status === 201) {
      return { accepted: true, message: '' };
    }
    // 401, 429 and 5xx are no judgement of the object.
    if (response.status < 400 || [401, 429].includes(response.status) || response.status >= 500) {
      throw new Error(`kube-apiserver answered ${response.status}: ${response.body}`);
    }
    return { accepted: false, message: (JSON.parse(response.body) as { message: string }).message };
  }

  /** Ends both programs and removes the folder; may be called twice. */
  public async stop(): Promise<void> {
    this.lost ??= 'the server was stopped';
    this.agent.destroy();
    await this.programs.stop();
  }

  private async boot(): Promise<void> {
    const [etcd, peers, api] = this.ports.map((port) => `127.0.0.1:${port}`) as [string, string, string];
    const config = this.writeConfig(api);
    if (this.etcdFlags === undefined) await this.bootEtcd(etcd, peers);
    this.keep('kube-apiserver', [
      ...(this.etcdFlags ?? [`--etcd-servers=http://${etcd}`]),
      `--cert-dir=${join(this.folder, 'tls')}`,
      ...['--bind-address=127.0.0.1', `--secure-port=${this.ports[2]}`],
      ...['--service-account-issuer=https://kvorum.test', '--service-cluster-ip-range=10.96.0.0/16'],
      ...[`--service-account-key-file=${config.publicKey}`, `--service-account-signing-key-file=${config.key}`],
      ...[`--token-auth-file=${config.tokens}`, '--authorization-mode=RBAC', '--profiling=false'],
      // It waits for a token of a default account, which only a controller manager would make.
      '--disable-admission-plugins=ServiceAccount',
    ]);
    await this.until('kube-apiserver', () => this.send('GET', '/readyz'));
  }

  private async bootEtcd(etcd: string, peers: string): Promise<void> {
    this.keep('etcd', [
      ...['--name=judge', `--data-dir=${join(this.folder, 'etcd')}`, '--unsafe-no-fsync', '--log-level=warn'],
      ...[`--listen-client-urls=http://${etcd}`, `--advertise-client-urls=http://${etcd}`],
      ...[`--listen-peer-urls=http://${peers}`, `--initial-advertise-peer-urls=http://${peers}`],
      `--initial-cluster=judge=http://${peers}`,
    ]);
    await this.until('etcd', () => request({ url: `http://${etcd}/health` }));
  }

  private writeConfig(api: string): { key: string; publicKey: string; tokens: string } {
    const files = {
      key: join(this.folder, 'sa.key'),
      publicKey: join(this.folder, 'sa.pub'),
      tokens: join(this.folder, 'tokens.csv'),
    };
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    mkdirSync(join(this.folder, 'tls'));
    writeFileSync(files.key, pair.privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
    writeFileSync(files.publicKey, pair.publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(files.tokens, `${this.token},admin,1,system:masters\n`, { mode: 0o600 });
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'judge', cluster: { server: `https://${api}`, 'certificate-authority': this.certificate } }],
      users: [{ name: 'admin', user: { token: this.token } }],
      contexts: [{ name: 'judge', context: { cluster: 'judge', user: 'admin' } }],
      'current-context': 'judge',
    };
    writeFileSync(this.kubeconfig, JSON.stringify(kubeconfig), { mode: 0o600 });
    return files;
  }

  private keep(name: Judge, args: readonly string[]): void {
    this.programs.start(name, judge(name), args);
  }

  private async until(name: Judge, probe: () => Promise<Response>): Promise<void> {
    const limit = Date.now() + startLimit;
    for (;;) {
      // Refused connections and certificates that are not there yet are the normal course of a start.
      const response = await probe().catch(() => undefined);
      // What answers on a port may also be somebody else's, while the own program could not have it.
      const { lost } = this.programs;
      if (response?.status === 200 && lost === undefined) {
        return;
      }
      if (lost !== undefined || Date.now() > limit) {
        throw new Error(`${lost ?? `${name} is not ready after ${startLimit / 1000} s`}\n${this.programs.log(name)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async send(method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
    this.mustRun();
    return request({
      url: `https://127.0.0.1:${this.ports[2]}${path}`,
      method,
      agent: this.agent,
      ca: readFileSync(this.certificate),
      token: this.token,
      body,
    });
  }

  private async discover(base: string): Promise<Map<string, Resource>> {
    const known = this.resources.get(base);
    if (known !== undefined) {
      return known;
    }
    const response = await this.send('GET', base);
    if (response.status !== 200 && response.status !== 404) {
      throw new Error(`kube-apiserver answered ${response.status}: ${response.body}`);
    }
    const found = new Map<string, Resource>();
    if (response.status === 200) {
      const list = JSON.parse(response.body) as {
        resources: { name: string; kind: string; namespaced: boolean }[];
      };
      for (const { name, kind, namespaced } of list.resources) {
        // A slash marks a subresource, such as pods/log.
        if (!name.includes('/')) {
          found.set(kind, { plural: name, namespaced });
        }
      }
    }
    this.resources.set(base, found);
    return found;
  }

  /** A server that is gone must not look like one that refuses. */
  private mustRun(): void {
    const lost = this.lost ?? this.programs.lost;
    if (lost !== undefined) {
      throw new Error(`there is no server to ask: ${lost}`);
    }
  }

  private async kubectl(args: readonly string[], input?: string): Promise<KubectlVerdict> {
    this.mustRun();
    return kubectl(this.kubeconfig, args, input);
  }
}
