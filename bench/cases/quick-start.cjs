// The quick start as a user's compiled program, from the start of the process to its end.
const { ClusterApp, MultiMasterCluster } = require('../..');

const app = new ClusterApp();
new MultiMasterCluster(app, 'prod', { replicas: 3 });
const write = process.stderr.write;
process.stderr.write = () => true;
app.synth();
process.stderr.write = write;
const { user, system } = process.cpuUsage();
process.stdout.write(`${JSON.stringify({ cpu: (user + system) / 1000 })}\n`);
