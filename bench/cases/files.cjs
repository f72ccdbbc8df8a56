// Files in folders of their own: files.cjs COUNT first|second. The second synth finds what the first one wrote.
const { OutputFile } = require('../../build/core');
const { ClusterApp } = require('../../build/app');
const { cpuOf, print } = require('./program.cjs');

const [count, which] = process.argv.slice(2);
const synth = () => {
  const app = new ClusterApp();
  for (let i = 0; i < Number(count); i++) {
    new OutputFile(app, `file-${i}`, { path: `hosts/host-${i}/etc/motd`, content: `host ${i}\n` });
  }
  return cpuOf(() => app.synth());
};
const first = synth();
print({ cpu: which === 'second' ? synth() : first });
