// Which room may import which, types as well. Everything may import core and topology; nothing else is allowed.
// docs/architecture.md says why.
const ROOMS = {
  core: [],
  topology: ['core'],
  yaml: [],
  systemd: [],
  app: [],
  audit: ['yaml'],
  etcd: ['systemd'],
  machine: ['systemd', 'yaml'],
  operations: ['etcd'],
  roles: ['audit', 'etcd', 'machine', 'operations'],
  balancer: ['machine', 'roles'],
  deckhouse: ['audit', 'etcd', 'operations', 'roles'],
  kubeadm: ['audit', 'etcd', 'machine', 'operations', 'roles', 'balancer'],
  yandex: ['machine', 'roles', 'balancer'],
  libvirt: ['machine', 'roles', 'balancer'],
  cluster: ['app', 'audit', 'etcd', 'machine', 'roles', 'operations', 'deckhouse'],
};

const layers = Object.entries(ROOMS).map(([room, rooms]) => {
  const allowed = [
    room,
    ...(room === 'core' ? [] : ['core']),
    ...(room === 'core' || room === 'topology' ? [] : ['topology']),
    ...rooms,
  ];
  return {
    name: `${room}-imports`,
    comment: `${room} may import ${allowed.join(', ')}`,
    severity: 'error',
    from: { path: `^lib/${room}/` },
    to: { path: '^lib/', pathNot: `^lib/(${allowed.join('|')})/` },
  };
});

// A folder that nobody has put into the table would have no rule. The command and the root may import everything.
const known = `^lib/((${Object.keys(ROOMS).join('|')}|cli)/|index\\.ts$)`;
const unknown = { path: '^lib/', pathNot: known };
const isNoRoom = { comment: 'every folder of lib/ stands in the table of rooms', severity: 'error' };

module.exports = {
  forbidden: [
    ...layers,
    { name: 'no-room-imports', ...isNoRoom, from: unknown, to: {} },
    { name: 'no-room-is-imported', ...isNoRoom, from: {}, to: unknown },
    { name: 'no-room-alone', ...isNoRoom, from: { ...unknown, orphan: true }, to: {} },
    {
      name: 'nobody-imports-the-command',
      severity: 'error',
      from: { pathNot: '^lib/cli/' },
      to: { path: '^lib/cli/' },
    },
    {
      name: 'nobody-imports-the-root',
      severity: 'error',
      from: { pathNot: '^lib/cli/' },
      to: { path: '^lib/index\\.ts$' },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(cdk8s|cdktf|constructs)/',
      },
    },
    {
      name: 'cdk8s-plus-is-never-loaded',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: 'node_modules/cdk8s-plus' },
    },
    {
      name: 'no-circular',
      comment:
        'no file imports itself over others, types as well: files of a circle can only be read and moved together',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types leave no trace in the output, but they tie files and rooms to each other all the same.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
