// The command, as a script starts it.
const { writeFileSync } = require('node:fs');
const { hosts } = require('./butane-configs.cjs');

writeFileSync('host.bu', hosts(1)[0]);
process.argv.push('butane', '--strict', '--output', 'host.ign', 'host.bu');
require('../../build/cli/main.js');
const { user, system } = process.cpuUsage();
process.stdout.write(`${JSON.stringify({ cpu: (user + system) / 1000 })}\n`);
