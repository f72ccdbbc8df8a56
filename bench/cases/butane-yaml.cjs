// What js-yaml alone takes to read the same texts.
const { load } = require('js-yaml');
const { hosts, large, once } = require('./butane-configs.cjs');

const [kind, count, state] = process.argv.slice(2);
const texts = kind === 'hosts' ? hosts(Number(count)) : [large(Number(count))];
const read = (text) => {
  if (load(text).variant !== 'fcos') throw new Error('the config is not read');
};
if (state === 'warm') hosts(3000).forEach(read);
once(() => texts.forEach(read));
