import fc from 'fast-check';
import * as room from 'kvorum/machine';
import {
  BlockDevice,
  DataDisk,
  FileText,
  HostNetwork,
  Hostname,
  HostsEntries,
  ImageArchives,
  KernelModules,
  KernelParameters,
  LoginEnvironment,
  LoginUser,
  MachineOs,
  RemoteContent,
  SudoRules,
  SwapSpace,
  SystemdCommand,
  SystemdDropIn,
  SystemdUnit,
  TimeSync,
} from 'kvorum/machine';

import { codesFound, machineWith } from './machines';
import { runs } from '../support/seed';
import { errorsOf } from '../support/errors';

type Make = (given: never) => unknown;

const VALUES: Readonly<Record<string, Make>> = {
  DataDisk: (given) => new DataDisk(given),
  HostNetwork: (given) => new HostNetwork(given),
  Hostname: (given) => new Hostname(given),
  HostsEntries: (given) => new HostsEntries(given),
  ImageArchives: (given) => new ImageArchives(given),
  KernelModules: (given) => new KernelModules(given),
  KernelParameters: (given) => new KernelParameters(given),
  LoginEnvironment: (given) => new LoginEnvironment(given),
  LoginUser: (given) => new LoginUser(given),
  SudoRules: (given) => new SudoRules(given),
  SwapSpace: (given) => new SwapSpace(given),
  TimeSync: (given) => new TimeSync(given),
  SystemdUnit: (given) => new SystemdUnit(given),
  SystemdDropIn: (given) => new SystemdDropIn(given),
  SystemdCommand: (given) => SystemdCommand.of(given),
  BlockDevice: (given) => BlockDevice.of(given),
  RemoteContent: (given) => RemoteContent.of(given),
  altContainer: (given) => MachineOs.altContainer(given),
  flatcar: (given) => MachineOs.flatcar(given),
  toml: (given) => FileText.toml(given),
  yaml: (given) => FileText.yaml(given),
  json: (given) => FileText.json(given),
};

const METHODS: Readonly<Record<string, Make>> = {
  add: (given) => machineWith().add(given),
  addFile: (given) => machineWith().addFile(given),
  addDirectory: (given) => machineWith().addDirectory(given),
  addLink: (given) => machineWith().addLink(given),
  addUser: (given) => machineWith().addUser(given),
  addGroup: (given) => machineWith().addGroup(given),
  addUnit: (given) => machineWith().addUnit(given),
  addDropIn: (given) => machineWith().addDropIn(given),
  addDisk: (given) => machineWith().addDisk(given),
  addFilesystem: (given) => machineWith().addFilesystem(given),
  addKernelArguments: (given) => machineWith().addKernelArguments(given),
  addHostsEntry: (given) => machineWith().addHostsEntry(given),
  addButane: (given) => {
    const machine = machineWith();
    machine.addButane(given);
    codesFound(machine);
  },
};

// Names of fields that are there, with anything in them.
const KEYS = [
  ...['name', 'path', 'contents', 'append', 'mode', 'user', 'group', 'device', 'partitions', 'label', 'format', 'unit'],
  ...[
    'service',
    'mount',
    'timer',
    'install',
    'enabled',
    'conditions',
    'more',
    'clear',
    'ExecStart',
    'Environment',
    'of',
  ],
  ...['addresses', 'mac', 'interfaceName', 'gateway', 'rules', 'commands', 'entries', 'names', 'address', 'servers'],
  ...['storage', 'files', 'systemd', 'units', 'passwd', 'users', 'ignition', 'kernel_arguments', 'bind', 'archives'],
  ...['sshAuthorizedKeys', 'parameters', 'variables', 'modules', 'before', 'mountPoint', 'bindings', 'url', 'butane'],
];
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4 },
    fc.anything({ maxDepth: 1 }),
    tie('object'),
    fc.array(tie('anything'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('anything'), { maxKeys: 6 }),
}));

describe('bad input is an error of the library, never a crash', () => {
  // Thousands of errors: to find the lines of their stacks took a third of the time.
  const limit = Error.stackTraceLimit;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = limit;
  });

  it.each(Object.entries({ ...VALUES, ...METHODS }))('%s', (_name, make) => {
    fc.assert(
      fc.property(anything, (given) => {
        // Whatever else is thrown fails the test.
        for (const error of errorsOf(() => make(given as never))) expect(error.code).toMatch(/^KV\d{4}$/);
      }),
      runs(300),
    );
  });

  it('is given to every part of the room', () => {
    const parts = Object.entries(room)
      .filter(([, value]) => typeof (value as { prototype?: { bind?: unknown } }).prototype?.bind === 'function')
      .map(([name]) => name);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter((name) => !(name in VALUES))).toEqual([]);
  });
});
