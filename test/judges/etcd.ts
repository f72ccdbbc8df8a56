/** The real etcd in its minor versions, and a single member with TLS on loopback. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { TestCa } from './certificates';
import { freePorts } from './loopback';
import { Programs } from './programs';
import { must, type Outcome, run, until } from './run';
import { judge, type Judge } from './shared';

export const ETCD_VERSIONS = ['3.4', '3.5', '3.6'] as const;
export type EtcdMinor = (typeof ETCD_VERSIONS)[number];

const PROGRAMS: Readonly<Record<EtcdMinor, Readonly<Record<string, Judge>>>> = {
  '3.4': { etcd: 'etcd-3.4', etcdctl: 'etcdctl-3.4' },
  '3.5': { etcd: 'etcd-3.5', etcdctl: 'etcdctl-3.5', etcdutl: 'etcdutl-3.5' },
  '3.6': { etcd: 'etcd', etcdctl: 'etcdctl-3.6', etcdutl: 'etcdutl-3.6' },
};

/** What a suite lists in its needs when it runs every version. */
export const etcdJudges: readonly Judge[] = [
  ...new Set(ETCD_VERSIONS.flatMap((version) => Object.values(PROGRAMS[version]))),
  'openssl',
];

/** The file of a program as an image of this version holds it; undefined when it has none of that name. */
export function etcdProgram(version: EtcdMinor, name: string): string | undefined {
  const program = PROGRAMS[version][name];
  return program && judge(program);
}

/** A single member that asks clients for certificates, as kubeadm's does. */
export class EtcdServer {
  public static async start(version: EtcdMinor): Promise<EtcdServer> {
    const programs = new Programs(`etcd-${version}`);
    try {
      const ca = await TestCa.make(join(programs.folder, 'pki'));
      const server = await ca.sign('server', ['IP:127.0.0.1', 'DNS:localhost']);
      await ca.sign('healthcheck-client', []);
      const [client, peer] = (await freePorts(2)) as [number, number];
      const endpoint = `https://127.0.0.1:${client}`;
      const made = new EtcdServer(version, programs, endpoint);
      programs.start('etcd', etcdProgram(version, 'etcd')!, [
        ...['--name=one', `--data-dir=${join(programs.folder, 'data')}`, '--snapshot-count=10000'],
        ...[`--listen-client-urls=${endpoint}`, `--advertise-client-urls=${endpoint}`],
        ...[`--listen-peer-urls=http://127.0.0.1:${peer}`, `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`],
        ...[
          `--initial-cluster=one=http://127.0.0.1:${peer}`,
          '--client-cert-auth',
          `--trusted-ca-file=${ca.certificate}`,
        ],
        ...[`--cert-file=${server.cert}`, `--key-file=${server.key}`],
      ]);
      await until('etcd is healthy', async () => {
        if (programs.lost !== undefined) throw new Error(`${programs.lost}\n${programs.log('etcd')}`);
        return (await made.etcdctl('endpoint', 'health')).code === 0;
      });
      return made;
    } catch (error) {
      await programs.stop();
      throw error;
    }
  }

  private constructor(
    public readonly version: EtcdMinor,
    private readonly programs: Programs,
    public readonly endpoint: string,
  ) {}

  /** The folder of its certificates, laid out as kubeadm's /etc/kubernetes/pki/etcd. */
  public get pki(): string {
    return join(this.programs.folder, 'pki');
  }

  public get folder(): string {
    return this.programs.folder;
  }

  /** Its data directory. */
  public get dataDir(): string {
    return join(this.programs.folder, 'data');
  }

  public etcdctl(...args: readonly string[]): Promise<Outcome> {
    return run(etcdProgram(this.version, 'etcdctl')!, [...this.clientFlags(), ...args], { env: { ETCDCTL_API: '3' } });
  }

  /** Writes keys below a prefix. */
  public async put(prefix: string, count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      await must(etcdProgram(this.version, 'etcdctl')!, [...this.clientFlags(), 'put', `${prefix}${i}`, `value ${i}`]);
    }
  }

  /** Saves a snapshot; its file. */
  public async save(name: string): Promise<string> {
    const folder = join(this.programs.folder, 'snapshots');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    await must(etcdProgram(this.version, 'etcdctl')!, [...this.clientFlags(), 'snapshot', 'save', file]);
    return file;
  }

  public stop(): Promise<void> {
    return this.programs.stop();
  }

  private clientFlags(): readonly string[] {
    const client = join(this.pki, 'healthcheck-client');
    return [
      `--endpoints=${this.endpoint}`,
      `--cacert=${this.pki}/ca.crt`,
      `--cert=${client}.crt`,
      `--key=${client}.key`,
    ];
  }
}
