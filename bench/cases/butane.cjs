// What the transpiler takes: `hosts 1000 never`, `large 5000000 never`.
const { Butane } = require('../../build/machine/index.js');
const { hosts, large, once } = require('./butane-configs.cjs');

const [kind, count, compress] = process.argv.slice(2);
const texts = kind === 'hosts' ? hosts(Number(count)) : [large(Number(count))];
// A large config is read by code that is warm, or the smallest of three would take the longest for a byte.
if (kind === 'large') for (const text of hosts(1000)) Butane.transpile(text, { compress });
once(() => {
  for (const text of texts) {
    const { json, report } = Butane.transpile(text, { compress });
    if (json === undefined || !report.isClean) throw new Error(report.toString());
  }
});
