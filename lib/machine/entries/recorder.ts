import { isPlain } from '../../core/check-shape';
import type { ShapeFault } from '../../core/check-shape';
import { CORE } from '../../core/codes';
import type { FindingDetails } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import { IPV4_FORM } from '../../core/ip';
import { list, object, optional, required, text } from '../../core/shape';
import { snapshot } from '../../core/snapshot';
import { typeName } from '../../core/format';
import { isKernelName } from './block-device';
import { butaneEntries } from './butane-entries';
import { STORAGE } from '../codes/storage';
import type { MachineDisk, MachineFilesystem } from './disks';
import { diskEntries, filesystemEntries } from './disks';
import type { Entry } from './entry';
import type { MachineDirectory, MachineFile, MachineLink } from './files';
import { directoryEntries, fileEntries, linkEntries } from './files';
import { HOST_NAME_PATTERN } from '../../core/patterns';
import { fault, refuse } from '../../core/fault';
import { checkedProps } from '../../core/props';
import type { IMachine, MachineButane, MachineHostsEntry, MachineKernelArguments } from '../config/machine';
import type { MachineOs } from '../config/machine-os';
import { sectionPath } from './entries-config';
import type { Path } from '../report/path';
import { SystemdDropIn, SystemdUnit } from '../../systemd/unit';
import type { MachineGroup, MachineUser } from './users';
import { groupEntries, userEntries } from './users';

/** The hosts file, which the machine writes from the entries of all parts. */
export const HOSTS_FILE = '/etc/hosts';

const KERNEL_ARGUMENT = text({
  pattern: /^[!#-~]+(?:"[ -!#-~]*")?$/,
  form: 'printable ASCII characters without spaces, for example console=ttyS0',
});
const KERNEL_ARGUMENTS = object<MachineKernelArguments>({
  shouldExist: optional(list(KERNEL_ARGUMENT, { unique: true })),
  shouldNotExist: optional(list(KERNEL_ARGUMENT, { unique: true })),
});
const HOSTS_ENTRY = object<MachineHostsEntry>({
  address: required(text(IPV4_FORM)),
  names: required(list(text(HOST_NAME_PATTERN), { minItems: 1, unique: true })),
});

/** Records what one part adds to a machine, without changing the machine. */
export class PartRecorder implements IMachine {
  /** The entries that were added. */
  public readonly entries: Entry[] = [];
  /** The findings that were reported. */
  public readonly findings: { readonly type: FindingType; readonly details: FindingDetails }[] = [];

  /**
   * @param path The construct path of the machine, for errors.
   * @param part The name of the part.
   */
  public constructor(
    public readonly os: MachineOs,
    public readonly host: string,
    private readonly path: string,
    private readonly part: string,
  ) {}

  public addFile(file: MachineFile): void {
    this.record(fileEntries(this.path, this.part, file));
  }

  public addDirectory(directory: MachineDirectory): void {
    this.record(directoryEntries(this.path, this.part, directory));
  }

  public addLink(link: MachineLink): void {
    this.record(linkEntries(this.path, this.part, link));
  }

  public addUser(user: MachineUser): void {
    this.record(userEntries(this.path, this.part, user));
  }

  public addGroup(group: MachineGroup): void {
    this.record(groupEntries(this.path, this.part, group));
  }

  public addUnit(unit: SystemdUnit): void {
    this.requireInstance(SystemdUnit.isSystemdUnit(unit), 'unit', unit, 'a SystemdUnit');
    const { name, enabled, masked, contents } = unit;
    const value = {
      name,
      ...(enabled !== undefined && { enabled }),
      ...(masked && { mask: true }),
      ...(contents !== undefined && { contents }),
    };
    this.record([{ kind: 'units', key: name, part: this.part, value }]);
  }

  public addDropIn(dropIn: SystemdDropIn): void {
    this.requireInstance(SystemdDropIn.isSystemdDropIn(dropIn), 'dropIn', dropIn, 'a SystemdDropIn');
    const { of, name, contents } = dropIn;
    const value = { name: of, dropins: [{ name, contents }] };
    this.record([{ kind: 'units', key: of, part: this.part, value }]);
  }

  public addDisk(disk: MachineDisk): void {
    this.record(diskEntries(this.path, this.part, disk));
  }

  public addFilesystem(filesystem: MachineFilesystem): void {
    this.record(filesystemEntries(this.path, this.part, filesystem));
  }

  public addKernelArguments(args: MachineKernelArguments): void {
    const { shouldExist = [], shouldNotExist = [] } = checkedProps(this.path, KERNEL_ARGUMENTS, args);
    this.record([
      ...shouldExist.map((key) => this.kernelArgument(key, 'should_exist')),
      ...shouldNotExist.map((key) => this.kernelArgument(key, 'should_not_exist')),
    ]);
  }

  public addHostsEntry(entry: MachineHostsEntry): void {
    const { address, names } = checkedProps(this.path, HOSTS_ENTRY, entry, loopbackFaults);
    const { part } = this;
    this.record([
      { kind: 'files', key: HOSTS_FILE, part, value: { path: HOSTS_FILE, hosts: true } },
      ...names.map((hostName): Entry => {
        return { kind: 'settings', key: `the host name ${hostName}`, part, value: { address, hostName } };
      }),
    ]);
  }

  public addButane(config: MachineButane): void {
    if (!isPlain(config)) {
      const details = { given: typeName(config), allowed: 'an object' };
      refuse(this.path, [fault(CORE.wrongType, 'config', 'the config is not an object', details)]);
    }
    const { entries, faults } = butaneEntries(snapshot(config, this.path) as MachineButane, this.part);
    refuse(this.path, faults);
    this.record(entries);
  }

  public claimSetting(setting: string, value: string): void {
    this.record([{ kind: 'settings', key: setting, part: this.part, value: { value } }]);
  }

  public addFinding(type: FindingType, details: FindingDetails): void {
    this.findings.push({ type, details: { ...details, message: `${this.part}: ${details.message}` } });
  }

  private kernelArgument(key: string, list: string): Entry {
    return { kind: 'kernel_arguments', key, part: this.part, value: { list, [list]: key } };
  }

  private record(entries: readonly Entry[]): void {
    const faults = entries.flatMap((entry) => this.fieldFaults(sectionPath(entry.kind), entry.key, writtenPart(entry)));
    refuse(this.path, faults);
    this.entries.push(...entries);
    const devices = new Set(
      entries.flatMap(({ kind, value }) => (DEVICE_KINDS.includes(kind) ? devicesOf(value) : [])),
    );
    for (const device of devices) {
      if (isKernelName(device))
        this.addFinding(STORAGE.kernelName, { message: 'the name of a device may change', given: device });
    }
  }

  /** Fields that the specification of the machine does not have yet. */
  private fieldFaults(path: Path, key: string, value: unknown): readonly ShapeFault[] {
    if (Array.isArray(value)) return value.flatMap((item) => this.fieldFaults(path, key, item));
    if (!isPlain(value)) return [];
    return Object.entries(value).flatMap(([field, inner]) => {
      const below = [...path, field];
      const own = this.os._fieldFault([...path.slice(-1), key, field].join(' '), below);
      return own === undefined ? this.fieldFaults(below, key, inner) : [own];
    });
  }

  private requireInstance(isOne: boolean, property: string, value: unknown, allowed: string): void {
    if (!isOne) refuse(this.path, [fault(CORE.wrongType, property, `the value is ${typeName(value)}`, { allowed })]);
  }
}

/** The place in the config: a whole section, or an item of a list. Other settings have no place. */
function writtenPart({ kind, value }: Entry): unknown {
  if (kind !== 'settings') return value;
  return typeof value.section === 'string' ? { [value.section]: value.body } : undefined;
}

const DEVICE_KINDS: readonly string[] = ['disks', 'filesystems', 'raid', 'luks'];

function devicesOf({ device, devices }: Readonly<Record<string, unknown>>): readonly string[] {
  const all: readonly unknown[] = [device, ...(Array.isArray(devices) ? (devices as readonly unknown[]) : [])];
  return all.filter((path) => typeof path === 'string');
}

function loopbackFaults({ names }: MachineHostsEntry): readonly ShapeFault[] {
  if (!names.includes('localhost')) return [];
  return [fault(CORE.wrongFormat, 'names', 'localhost is the machine itself', { fix: 'leave localhost out' })];
}
