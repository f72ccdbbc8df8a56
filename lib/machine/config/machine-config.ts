import { Construct } from 'constructs';

import { CORE } from '../../core/codes';
import type { FindingDetails } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import type { Finding } from '../../core/findings';
import { Findings } from '../../core/findings';
import { FileContent, OutputFile } from '../../core/output-file';
import { pathOf } from '../../core/construct-path';
import { instance, object, oneOf, optional, required, text } from '../../core/shape';
import type { SecretValue } from '../../core/secret-value';
import type { ButaneConfig } from '../butane/config';
import { urlFaults } from '../entries/content';
import type { MachineDisk, MachineFilesystem } from '../entries/disks';
import type { MachineDirectory, MachineFile, MachineLink } from '../entries/files';
import { fault, refuse } from '../../core/fault';
import { checkedProps } from '../../core/props';
import { MACHINE } from '../codes/machine';
import { NODE_NAME_PATTERN } from '../entries/patterns';
import type { IMachine, IMachinePart, MachineButane, MachineHostsEntry, MachineKernelArguments } from './machine';
import { LastTranspiled } from './last-transpiled';
import { configFindings } from './machine-checks';
import { MachineOs } from './machine-os';
import { MachineOutput } from './machine-output';
import type { MachinePlatform, PlatformLimit } from './platform';
import { PLATFORM_LIMITS, PLATFORMS } from './platform';
import type { PartFinding } from './part-collection';
import { PartCollection } from './part-collection';
import type { SystemdDropIn, SystemdUnit } from '../../systemd/unit';
import type { MachineGroup, MachineUser } from '../entries/users';

/** Props of `MachineConfig`. */
export interface MachineConfigProps {
  /** The operating system. It decides which specification the config follows. */
  readonly os: MachineOs;
  /**
   * The host name, which also names the files.
   *
   * @default - the id of the construct
   */
  readonly host?: string;
  /**
   * The folder of its files below the output folder.
   *
   * @default - `hosts/HOST` below the path of the scope, for example `prod/hosts/master01`
   */
  readonly folder?: string;
  /**
   * The parts of the machine, in order. More can be added later.
   *
   * @default - nothing
   */
  readonly parts?: readonly IMachinePart[];
  /**
   * Where the machine gets its config from. The size is checked against its limit.
   *
   * @default - no limit
   */
  readonly platform?: MachinePlatform;
  /**
   * Whether the config is one file, or one file for each part and one that merges them.
   *
   * @default flat
   */
  readonly form?: 'flat' | 'layered';
  /**
   * The URL of the config, for platforms with little room for user data. A small config with the URL and the hash is
   * written next to it: `HOST.pointer.ign`. Uploading `HOST.ign` to the URL is up to you.
   *
   * @default - the machine gets the config directly
   */
  readonly pointer?: string;
}

const PROPS = object<MachineConfigProps>({
  os: required(instance('a MachineOs, for example MachineOs.altContainer()', (value) => MachineOs.isMachineOs(value))),
  host: optional(text(NODE_NAME_PATTERN)),
  folder: optional(text({ minLength: 1 })),
  parts: optional(instance('a list of parts', Array.isArray)),
  platform: optional(oneOf(PLATFORMS)),
  form: optional(oneOf(['flat', 'layered'])),
  pointer: optional(text({ maxLength: 4096 })),
});

/**
 * The config of a machine: its state after the first boot.
 *
 * It collects parts, refuses those that contradict each other, and writes a Butane config to be reviewed (`HOST.bu`)
 * and the Ignition config that the machine boots with (`HOST.ign`). Both are readable by their owner only when they
 * hold a secret.
 */
export class MachineConfig extends Construct implements IMachine {
  /** The operating system. */
  public readonly os: MachineOs;
  /** The host name. */
  public readonly host: string;
  /** The folder of the files below the output folder. */
  public readonly folder: string;
  /** The file of the Ignition config, `HOST.ign`: it has the path below the output folder. */
  public readonly ignitionFile: OutputFile;
  private readonly form: 'flat' | 'layered';
  private readonly pointer: string | undefined;
  private readonly limit: PlatformLimit | undefined;
  private readonly collection: PartCollection;
  private additions = 0;
  private takenAt: number | undefined;
  private readonly transpiled = new LastTranspiled();

  /**
   * @throws KV12xx for invalid props, KV5621 to KV5628 for parts that contradict each other.
   */
  public constructor(scope: Construct, id: string, props: MachineConfigProps) {
    const path = pathOf(scope, id);
    const given = checkedProps(path, PROPS, props, ({ pointer }) =>
      pointer === undefined ? [] : urlFaults('pointer', pointer),
    );
    const host = given.host ?? id;
    if (!NODE_NAME_PATTERN.pattern.test(host)) {
      const more = { given: host, allowed: NODE_NAME_PATTERN.form, fix: 'give `host`' };
      refuse(path, [fault(CORE.wrongFormat, 'id', 'the id is not a host name', more)]);
    }
    // A refused construct must not be added to the tree.
    const collection = new PartCollection(path, given.os, host);
    const findings = (given.parts ?? []).flatMap((part) => collection.add(part));
    super(scope, id);
    this.collection = collection;
    this.os = given.os;
    this.host = host;
    this.folder = given.folder ?? [scope.node.path, 'hosts', host].filter((part) => part !== '').join('/');
    this.form = given.form ?? 'flat';
    this.pointer = given.pointer;
    this.limit = given.platform && PLATFORM_LIMITS[given.platform];
    this.file('Butane', `${host}.bu`, (output) => output.butane());
    this.ignitionFile = this.file('Ignition', `${host}.ign`, (output) => output.ignition());
    if (this.pointer !== undefined) {
      this.file('PointerButane', `${host}.pointer.bu`, (output) => output.pointerButane());
      this.file('PointerIgnition', `${host}.pointer.ign`, (output) => output.pointerIgnition());
    }
    Findings.of(this).addCheck(() => [
      ...this.staleText(),
      ...configFindings(this, collection.entries, this.output(), given.platform, given.pointer),
    ]);
    this.report(findings);
    for (const name of collection.parts) this.addLayer(name);
  }

  /**
   * Adds a part.
   *
   * @throws KV5621 to KV5628 when it contradicts another one, or is not a part. Nothing of it is added then.
   */
  public add(part: IMachinePart): void {
    this.report(this.collection.add(part));
    this.additions++;
    this.addLayer(part.name);
  }

  /** The Butane config as data, for tests and other programs. It holds placeholders in place of secrets. */
  public toButane(): ButaneConfig {
    return this.output().shownConfig();
  }

  /**
   * The Ignition config that the machine boots with: the small one of two with a `pointer`. A SecretValue when it
   * holds a secret.
   *
   * Parts can be added until the synth. Take the text in a value that is produced there, such as `Lazy.string` of
   * cdktf or `FileContent.lazy`: the synth fails when a part is added after the text was taken.
   */
  public ignition(): string | SecretValue {
    this.takenAt = this.additions;
    const output = this.output();
    return this.pointer === undefined ? output.ignition() : output.pointerIgnition();
  }

  /** Adds a file, or text to the end of one. */
  public addFile(file: MachineFile): void {
    this.own((machine) => machine.addFile(file));
  }

  /** Adds a directory. */
  public addDirectory(directory: MachineDirectory): void {
    this.own((machine) => machine.addDirectory(directory));
  }

  /** Adds a link. */
  public addLink(link: MachineLink): void {
    this.own((machine) => machine.addLink(link));
  }

  /** Adds a user. Keys and groups from several parts are combined. */
  public addUser(user: MachineUser): void {
    this.own((machine) => machine.addUser(user));
  }

  /** Adds a group. */
  public addGroup(group: MachineGroup): void {
    this.own((machine) => machine.addGroup(group));
  }

  /** Adds a unit, or says whether one of the image is enabled or masked. */
  public addUnit(unit: SystemdUnit): void {
    this.own((machine) => machine.addUnit(unit));
  }

  /** Adds a file that changes a unit. */
  public addDropIn(dropIn: SystemdDropIn): void {
    this.own((machine) => machine.addDropIn(dropIn));
  }

  /** Adds a disk with its partitions. */
  public addDisk(disk: MachineDisk): void {
    this.own((machine) => machine.addDisk(disk));
  }

  /** Adds a filesystem or swap space. */
  public addFilesystem(filesystem: MachineFilesystem): void {
    this.own((machine) => machine.addFilesystem(filesystem));
  }

  /** Adds arguments of the kernel. */
  public addKernelArguments(args: MachineKernelArguments): void {
    this.own((machine) => machine.addKernelArguments(args));
  }

  /** Adds names to the hosts file, which the machine writes as a whole. */
  public addHostsEntry(entry: MachineHostsEntry): void {
    this.own((machine) => machine.addHostsEntry(entry));
  }

  /**
   * Adds anything that the other methods do not cover, with Butane's own names. Do not put secrets into its texts:
   * they are not treated as such.
   */
  public addButane(config: MachineButane): void {
    this.own((machine) => machine.addButane(config));
  }

  /** Declares the value of a setting: a part that gives it another value is refused. */
  public claimSetting(setting: string, value: string): void {
    this.own((machine) => machine.claimSetting(setting, value));
  }

  /** Reports a warning, or an error that can be acknowledged, about the machine. */
  public addFinding(type: FindingType, details: FindingDetails): void {
    Findings.of(this).report(type, details);
  }

  private staleText(): readonly Finding[] {
    if (this.takenAt === undefined || this.takenAt === this.additions) return [];
    const message = 'parts were added after the Ignition text of the machine was taken';
    return [{ type: MACHINE.takenTooEarly, scope: this, details: { message } }];
  }

  private own(action: (machine: IMachine) => void): void {
    this.report(this.collection.addOwn(action));
    this.additions++;
  }

  private report(findings: readonly PartFinding[]): void {
    for (const { type, details } of findings) Findings.of(this).report(type, details);
  }

  private addLayer(name: string): void {
    const entries = this.collection.entries.layerOf(name);
    if (this.form === 'flat' || entries.isEmpty) return;
    this.file(`Layer-${name}-Butane`, `${name}.bu`, (output) => output.layerButane({ name, entries }));
    this.file(`Layer-${name}-Ignition`, `${name}.ign`, (output) => output.layerIgnition({ name, entries }));
  }

  private file(id: string, name: string, produce: (output: MachineOutput) => string | SecretValue): OutputFile {
    const content = FileContent.lazy(() => produce(this.output()));
    return new OutputFile(this, id, { path: `${this.folder}/${name}`, content });
  }

  private output(): MachineOutput {
    const { host, os, pointer, limit, collection, transpiled } = this;
    const { entries, parts } = collection;
    const common = { host, os, pointer, limit, transpiled };
    if (this.form === 'flat') return new MachineOutput({ ...common, entries, layers: [] });
    const layers = parts
      .map((name) => ({ name, entries: entries.layerOf(name) }))
      .filter((layer) => !layer.entries.isEmpty);
    return new MachineOutput({ ...common, entries: entries.baseOf(this.node.path), layers });
  }
}
