// A fleet of clusters with three masters and ten workers each: fleet.cjs COUNT [yaml]
// With `yaml`, only the library of cdk8s writing the same documents into the same files is measured.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { ClusterApp, ExistingHosts, MultiMasterCluster } = require('../../build');
const { cpuOf, digestOf, print } = require('./program.cjs');

const [count, which] = process.argv.slice(2);
const host = (group, number) => (name, i) => ({
  name: `${group}-${i}`,
  address: `10.${number >> 8}.${number & 255}.${name + i}`,
});
const synth = () => {
  const app = new ClusterApp();
  for (let i = 0; i < Number(count); i++) {
    new MultiMasterCluster(app, `cluster-${i}`, {
      replicas: 3,
      infrastructure: new ExistingHosts({
        masters: [10, 10, 10].map(host('master', i)),
        workers: Array(10)
          .fill(20)
          .map(host('worker', i))
          .map((worker) => ({ ...worker, group: 'worker' })),
      }),
    });
  }
  const write = process.stderr.write;
  process.stderr.write = () => true;
  app.synth();
  process.stderr.write = write;
};
let cpu = which === 'yaml' ? (synth(), 0) : cpuOf(synth);
if (which === 'yaml') {
  const YAML = require(require.resolve('yaml', { paths: [dirname(require.resolve('cdk8s'))] }));
  const files = readdirSync('dist').map((name) => {
    const text = readFileSync(join('dist', name), 'utf8');
    return [name, YAML.parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS())];
  });
  cpu = cpuOf(() => {
    for (const [name, documents] of files) {
      const options = { keepUndefined: true, lineWidth: 0, version: '1.1' };
      writeFileSync(join('dist', name), documents.map((d) => YAML.stringify(d, options)).join('---\n'));
    }
  });
}
print({ cpu, digest: digestOf('dist') });
