// Labs of 13 machines each, of parts that all of them share: labs.cjs COUNT first|second
const { ClusterApp } = require('../../build/app');
const {
  Hostname,
  HostNetwork,
  KernelModules,
  MachineConfig,
  MachineOs,
  SystemdCommand,
  SystemdUnit,
} = require('../../build/machine');
const { cpuOf, print } = require('./program.cjs');

const [count, which] = process.argv.slice(2);
const MACHINES = 13;
const synth = () => {
  const app = new ClusterApp();
  const os = MachineOs.altContainer();
  const shared = [new Hostname(), new KernelModules({ modules: ['br_netfilter', 'overlay'] })];
  for (let lab = 0; lab < Number(count); lab++) {
    for (let i = 0; i < MACHINES; i++) {
      const machine = new MachineConfig(app, `lab-${lab}-host-${i}`, {
        os,
        parts: [
          ...shared,
          new HostNetwork({ interfaceName: 'eth0', addresses: [`10.${lab}.0.${i + 10}/24`], gateway: `10.${lab}.0.1` }),
        ],
      });
      machine.addFile({ path: '/etc/motd', contents: `lab ${lab}\n`.repeat(20) });
      machine.addUnit(
        new SystemdUnit({
          name: 'job.service',
          unit: { Description: 'A job' },
          service: { ExecStart: [SystemdCommand.of(['/bin/true'])] },
        }),
      );
    }
  }
  return cpuOf(() => app.synth());
};
const first = synth();
print({ cpu: which === 'second' ? synth() : first });
