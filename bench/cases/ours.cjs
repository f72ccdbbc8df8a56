// ClusterApp.synth: ours.cjs CHARTS [chain]
const { ClusterApp } = require('../../build/app');
const { cpuOf, digestOf, fill, print } = require('./program.cjs');

const app = new ClusterApp();
fill(app, Number(process.argv[2]), process.argv[3] === 'chain');
print({ cpu: cpuOf(() => app.synth()), digest: digestOf('dist') });
