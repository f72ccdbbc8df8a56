// What every case about charts shares: the program, how CPU time is taken, and a digest of what was written.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const { ApiObject, Chart } = require('cdk8s');

const OBJECTS = 10;

/** Charts of ten small objects each; in a chain, each depends on the one before. */
exports.fill = (app, charts, isChain = false) => {
  let before;
  for (let i = 0; i < charts; i++) {
    const chart = new Chart(app, `chart-${i}`, { namespace: 'bench', labels: { chart: `${i}` } });
    for (let j = 0; j < OBJECTS; j++) {
      new ApiObject(chart, `object-${j}`, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `object-${i}-${j}` },
        data: { host: `master-${j}`, address: `10.0.${i % 256}.${j}`, enabled: 'yes', text: 'one line\nand another\n' },
      });
    }
    if (isChain && before !== undefined) chart.addDependency(before);
    before = chart;
  }
};

/** CPU time of an action in milliseconds: user and system, all threads. */
exports.cpuOf = (action) => {
  const begin = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
};

/** A digest of all files of a folder, by name and content. */
exports.digestOf = (folder) => {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
};

exports.print = (result) => process.stdout.write(`${JSON.stringify(result)}\n`);
