import { Construct } from 'constructs';

import { isPlain } from '../core/check-shape';
import { ErrorCollector } from '../core/error-collector';
import { orRollback } from '../core/rollback';
import { FileContent, OutputFile } from '../core/output-file';
import { pathOf } from '../core/construct-path';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { clusterNameOf } from './cluster-scope';
import type { DhctlDocument, DhctlDocumentProps } from './dhctl-document';
import { dhctlFile } from './dhctl-file';
import { targetOf } from './release';
import type { DeckhouseRelease } from './release';
import type {
  ClusterConfigurationProps,
  InitConfigurationProps,
  SSHConfigProps,
  SSHHostProps,
  StaticClusterConfigurationProps,
  YandexClusterConfigurationProps,
} from './resources/dhctl-documents';
import {
  ClusterConfiguration,
  InitConfiguration,
  SSHConfig,
  SSHHost,
  StaticClusterConfiguration,
  YandexClusterConfiguration,
} from './resources/dhctl-documents';

/** Props of `DhctlConfiguration`. */
export interface DhctlConfigurationProps {
  /** The cluster as a whole. */
  readonly cluster: ClusterConfigurationProps;
  /**
   * How Deckhouse is fetched when the cluster is made.
   *
   * @default - no such document
   */
  readonly init?: InitConfigurationProps;
  /**
   * Networks of hosts that exist. For type Static.
   *
   * @default - no such document
   */
  readonly static?: StaticClusterConfigurationProps;
  /**
   * Masters and networks in Yandex Cloud. For type Cloud with that provider.
   *
   * @default - no such document
   */
  readonly yandex?: YandexClusterConfigurationProps;
  /**
   * How dhctl reaches the hosts.
   *
   * @default - no connection file: dhctl takes arguments
   */
  readonly sshConfig?: SSHConfigProps;
  /**
   * The hosts that dhctl reaches. Only the first master while a cluster is made.
   *
   * @default - none
   */
  readonly sshHosts?: readonly SSHHostProps[];
  /**
   * Where the file goes, below the output folder. The connection file goes beside it as `connection.yml`.
   *
   * @default - `NAME/dhctl/config.yml`; the name is that of the cluster, else the id of the chart or of this construct
   */
  readonly path?: string;
  /**
   * The release that the documents are written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

const PROPS = {
  cluster: 'object',
  init: 'object',
  static: 'object',
  yandex: 'object',
  sshConfig: 'object',
  sshHosts: 'list',
  path: 'text',
  release: 'any',
} as const satisfies Record<keyof DhctlConfigurationProps, PropType>;

/**
 * The files with which dhctl makes a cluster, and keeps what no object of the cluster holds.
 *
 * `config.yml` has the configuration (`dhctl bootstrap --config`), `connection.yml` how hosts are reached
 * (`--connection-config`). They are apart because dhctl takes every document of the first one that it does not know for an
 * object to create in the cluster. Both have mode 0600: they hold keys and passwords, or may tomorrow.
 */
export class DhctlConfiguration extends Construct {
  /** The cluster as a whole. */
  public readonly cluster: ClusterConfiguration;
  /** How Deckhouse is fetched. */
  public readonly init: InitConfiguration | undefined;
  /** Networks of hosts that exist. */
  public readonly static: StaticClusterConfiguration | undefined;
  /** Masters and networks in Yandex Cloud. */
  public readonly yandex: YandexClusterConfiguration | undefined;
  /** The file with the configuration. */
  public readonly configFile: OutputFile;
  /** The file that says how hosts are reached. */
  public readonly connectionFile: OutputFile | undefined;

  /**
   * @throws KV12xx for fields that the release does not take, KV36xx and KV37xx for what dhctl refuses, KV1401 for a path
   * that leaves the output folder.
   */
  public constructor(scope: Construct, id: string, props: DhctlConfigurationProps) {
    const where = pathOf(scope, id);
    const given = givenProps(where, props);
    checkProps(where, given, PROPS);
    const release = targetOf(scope, given.release);
    super(scope, id);
    const errors = new ErrorCollector();
    const add = <P extends DhctlDocumentProps, D>(
      child: string,
      Document: DocumentClass<P, D>,
      fields: P | undefined,
    ): D | undefined => {
      if (fields === undefined) return undefined;
      const own: P = isPlain(fields) ? { ...fields, release: fields.release ?? release } : fields;
      return errors.attempt(() => new Document(this, child, own));
    };
    this.cluster = add('ClusterConfiguration', ClusterConfiguration, given.cluster ?? {})!;
    this.yandex = add('YandexClusterConfiguration', YandexClusterConfiguration, given.yandex);
    this.static = add('StaticClusterConfiguration', StaticClusterConfiguration, given.static);
    this.init = add('InitConfiguration', InitConfiguration, given.init);
    const ssh = add('SSHConfig', SSHConfig, given.sshConfig);
    const hosts = (given.sshHosts ?? []).map((host, i) => add(`SSHHost${i}`, SSHHost, host));
    // A program that catches the error must not find half of it.
    orRollback(this, () => errors.throwAll());
    const path = given.path ?? `${clusterNameOf(this)}/dhctl/config.yml`;
    this.configFile = this.addFile('Config', path, [this.cluster, this.yandex, this.static, this.init]);
    if (ssh !== undefined || hosts.length > 0) {
      this.connectionFile = this.addFile('Connection', `${path.slice(0, path.lastIndexOf('/') + 1)}connection.yml`, [
        ssh,
        ...hosts,
      ]);
    }
  }

  private addFile(id: string, path: string, documents: readonly (DhctlDocument | undefined)[]): OutputFile {
    const present = documents.filter((document) => document !== undefined);
    return new OutputFile(this, id, { path, mode: 0o600, content: FileContent.lazy(() => dhctlFile(present)) });
  }
}

type DocumentClass<P, D> = new (scope: Construct, id: string, props: P) => D;
