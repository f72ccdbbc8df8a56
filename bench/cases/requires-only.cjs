// A process that requires what every program of cdk8s requires, and does nothing.
require('constructs');
require('cdk8s');
const { user, system } = process.cpuUsage();
process.stdout.write(`${JSON.stringify({ cpu: (user + system) / 1000 })}\n`);
