// What the transpiler takes: `hosts 1000 never`, `large 5000000 never`.
const { Butane } = require('../../build/machine/index.js');
const { hosts, large, once } = require('./butane-configs.cjs');

const [kind, count, compress, state] = process.argv.slice(2);
const texts = kind === 'hosts' ? hosts(Number(count)) : [large(Number(count))];
const transpile = (text) => {
  const { json, report } = Butane.transpile(text, { compress });
  if (json === undefined || !report.isClean) throw new Error(report.toString());
};
if (state === 'warm') hosts(3000).forEach(transpile);
// The first large ones are compiled anew.
if (state === 'warm' && kind === 'large') [1, 2, 3].forEach(() => transpile(large(1_000_000)));
once(() => texts.forEach(transpile));
