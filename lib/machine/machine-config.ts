import { Construct } from 'constructs';

import { CORE } from '../core/codes';
import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import type { FindingKind } from '../core/finding-kind';
import { Findings } from '../core/findings';
import { FileContent, OutputFile } from '../core/output-file';
import { pathOf } from '../core/place';
import { object, oneOf, optional, text } from '../core/shape';
import type { SecretValue } from '../core/secret-value';
import { typeName } from '../core/words';
import type { ButaneBaseConfig, ButaneConfig } from './butane/config';
import { urlFaults } from './content';
import type { MachineDisk, MachineFilesystem } from './disks';
import { MachineEntries } from './entries';
import type { MachineDirectory, MachineFile, MachineLink } from './files';
import { NODE_NAME_FORM, PART_NAME_FORM } from './forms';
import type { InstanceChecks } from './given';
import { checkedProps, fault, refuse } from './given';
import type { IMachine, IMachinePart, MachineHostsEntry, MachineKernelArguments } from './machine';
import { configFindings } from './machine-checks';
import { MACHINE } from './machine-codes';
import { MachineOs } from './machine-os';
import { MachineOutput } from './machine-output';
import type { MachinePlatform, PlatformLimit } from './platform';
import { PLATFORM_LIMITS, PLATFORMS } from './platform';
import { PartRecorder } from './recorder';
import type { SystemdDropIn, SystemdUnit } from './systemd/unit';
import type { MachineGroup, MachineUser } from './users';

/** What `MachineConfig` takes. */
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
   * What the machine has, in order. More can be added later.
   *
   * @default - nothing
   */
  readonly parts?: readonly IMachinePart[];
  /**
   * Where the machine gets its config from. The size is held against its limit.
   *
   * @default - no limit
   */
  readonly platform?: MachinePlatform;
  /**
   * Whether the config is one text, or a text for each part and one that merges them.
   *
   * @default flat
   */
  readonly form?: 'flat' | 'layered';
  /**
   * The URL where the config will lie, for platforms that hand over little. A small config is written beside it, which
   * names the URL and the hash: `HOST.pointer.ign`. To put `HOST.ign` there is yours.
   *
   * @default - the machine gets the config directly
   */
  readonly pointer?: string;
}

const PROPS = object<Omit<MachineConfigProps, 'os' | 'parts'>>({
  host: optional(text(NODE_NAME_FORM)),
  folder: optional(text({ minLength: 1 })),
  platform: optional(oneOf(PLATFORMS)),
  form: optional(oneOf(['flat', 'layered'])),
  pointer: optional(text({ maxLength: 4096 })),
});

const INSTANCES: InstanceChecks = {
  os: { allowed: 'a MachineOs, for example MachineOs.altContainer()', fits: (value) => MachineOs.isMachineOs(value) },
  parts: { allowed: 'a list of parts', optional: true, fits: (value) => Array.isArray(value) },
};

/**
 * The config of a machine: what it is when it has booted for the first time.
 *
 * It collects parts, refuses those that contradict each other, and writes a Butane config to be reviewed (`HOST.bu`) and
 * the Ignition config that the machine boots with (`HOST.ign`). Both are readable by their owner only when they hold a
 * secret.
 */
export class MachineConfig extends Construct implements IMachine {
  /** The operating system. */
  public readonly os: MachineOs;
  /** The host name. */
  public readonly host: string;
  /** The folder of the files below the output folder. */
  public readonly folder: string;
  private readonly form: 'flat' | 'layered';
  private readonly pointer: string | undefined;
  private readonly limit: PlatformLimit | undefined;
  private readonly entries = new MachineEntries();
  private readonly parts: string[] = [];

  /**
   * @throws KV12xx for props that cannot be, KV5621 to KV5628 for parts that do not go together.
   */
  public constructor(scope: Construct, id: string, props: MachineConfigProps) {
    const path = pathOf(scope, id);
    const given = checkedProps(path, PROPS, props, INSTANCES, ({ pointer }) =>
      pointer === undefined ? [] : urlFaults('pointer', pointer),
    );
    const host = given.host ?? id;
    if (NODE_NAME_FORM.pattern?.test(host) !== true) {
      const more = { given: host, allowed: NODE_NAME_FORM.form ?? '', fix: 'give `host`' };
      refuse(path, [fault(CORE.wrongFormat, 'id', 'the id is no host name', more)]);
    }
    super(scope, id);
    this.os = given.os;
    this.host = host;
    this.folder = given.folder ?? [scope.node.path, 'hosts', host].filter((part) => part !== '').join('/');
    this.form = given.form ?? 'flat';
    this.pointer = given.pointer;
    this.limit = given.platform && PLATFORM_LIMITS[given.platform];
    this.file('Butane', `${host}.bu`, (output) => output.butane());
    this.file('Ignition', `${host}.ign`, (output) => output.ignition());
    if (this.pointer !== undefined) {
      this.file('PointerButane', `${host}.pointer.bu`, (output) => output.pointerButane());
      this.file('PointerIgnition', `${host}.pointer.ign`, (output) => output.pointerIgnition());
    }
    Findings.of(this).addCheck(() => configFindings(this, this.entries, this.output(), given.platform, given.pointer));
    for (const part of given.parts ?? []) this.add(part);
  }

  /**
   * Adds a part.
   *
   * @throws KV5621 to KV5628 when it contradicts another one, or is none. Nothing of it is added then.
   */
  public add(part: IMachinePart): void {
    const { path } = this.node;
    const { name, bind } = (part ?? {}) as Partial<IMachinePart>;
    if (typeof bind !== 'function' || typeof name !== 'string' || PART_NAME_FORM.pattern?.test(name) !== true) {
      const more = { given: typeName(part), allowed: `an object with bind and a name: ${PART_NAME_FORM.form}` };
      refuse(path, [fault(MACHINE.badPart, 'part', 'what is added is no part', more)]);
    } else if (this.parts.includes(name)) {
      refuse(path, [fault(MACHINE.partName, 'part.name', 'a part of this name has been added', { given: name })]);
    } else {
      this.record(name, (recorder) => part.bind(recorder));
      this.parts.push(name);
      if (this.form === 'layered') this.addLayer(name);
    }
  }

  /** The Butane config as data, for tests and for programs of one's own. Secrets are placeholders in it. */
  public toButane(): ButaneConfig {
    return this.output().shownConfig();
  }

  public addFile(file: MachineFile): void {
    this.own((recorder) => recorder.addFile(file));
  }

  public addDirectory(directory: MachineDirectory): void {
    this.own((recorder) => recorder.addDirectory(directory));
  }

  public addLink(link: MachineLink): void {
    this.own((recorder) => recorder.addLink(link));
  }

  public addUser(user: MachineUser): void {
    this.own((recorder) => recorder.addUser(user));
  }

  public addGroup(group: MachineGroup): void {
    this.own((recorder) => recorder.addGroup(group));
  }

  public addUnit(unit: SystemdUnit): void {
    this.own((recorder) => recorder.addUnit(unit));
  }

  public addDropIn(dropIn: SystemdDropIn): void {
    this.own((recorder) => recorder.addDropIn(dropIn));
  }

  public addDisk(disk: MachineDisk): void {
    this.own((recorder) => recorder.addDisk(disk));
  }

  public addFilesystem(filesystem: MachineFilesystem): void {
    this.own((recorder) => recorder.addFilesystem(filesystem));
  }

  public addKernelArguments(args: MachineKernelArguments): void {
    this.own((recorder) => recorder.addKernelArguments(args));
  }

  public addHostsEntry(entry: MachineHostsEntry): void {
    this.own((recorder) => recorder.addHostsEntry(entry));
  }

  public addButane(config: ButaneBaseConfig): void {
    this.own((recorder) => recorder.addButane(config));
  }

  public claimSetting(setting: string, value: string): void {
    this.own((recorder) => recorder.claimSetting(setting, value));
  }

  public addFinding(kind: FindingKind, details: FindingDetails): void {
    Findings.of(this).report(kind, details);
  }

  private own(action: (recorder: PartRecorder) => void): void {
    this.record(this.node.path, action);
  }

  private record(part: string, action: (recorder: PartRecorder) => void): void {
    const recorder = new PartRecorder(this.os, this.host, this.node.path, part);
    try {
      action(recorder);
    } catch (e) {
      // Values such as units do not know for which machine they are made.
      if (!KvorumError.isKvorumError(e)) throw e;
      raise(joinErrors(e.errors.map((error) => error.locatedAt(this))));
    }
    refuse(this.node.path, this.entries.add(recorder.entries));
    for (const { kind, details } of recorder.findings) Findings.of(this).report(kind, details);
  }

  private addLayer(name: string): void {
    const entries = this.entries.layerOf(name);
    if (entries.isEmpty) return;
    this.file(`Layer-${name}-Butane`, `${name}.bu`, (output) => output.layerButane({ name, entries }));
    this.file(`Layer-${name}-Ignition`, `${name}.ign`, (output) => output.layerIgnition({ name, entries }));
  }

  private file(id: string, name: string, produce: (output: MachineOutput) => string | SecretValue): void {
    const content = FileContent.lazy(() => produce(this.output()));
    new OutputFile(this, id, { path: `${this.folder}/${name}`, content });
  }

  private output(): MachineOutput {
    const { host, os, pointer, limit } = this;
    if (this.form === 'flat') return new MachineOutput({ host, os, pointer, limit, entries: this.entries, layers: [] });
    const layers = this.parts
      .map((name) => ({ name, entries: this.entries.layerOf(name) }))
      .filter(({ entries }) => !entries.isEmpty);
    return new MachineOutput({ host, os, pointer, limit, entries: this.entries.baseOf(this.node.path), layers });
  }
}
