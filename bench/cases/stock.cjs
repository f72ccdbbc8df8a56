// cdk8s.App.synth: stock.cjs CHARTS
const { App } = require('cdk8s');
const { cpuOf, digestOf, fill, print } = require('./program.cjs');

const app = new App({ outdir: 'dist' });
fill(app, Number(process.argv[2]));
print({ cpu: cpuOf(() => app.synth()), digest: digestOf('dist') });
