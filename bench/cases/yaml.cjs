// The floor: the YAML library of cdk8s alone turns rendered objects into text, and the files are written: yaml.cjs CHARTS
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

const { App } = require('cdk8s');
const { cpuOf, digestOf, fill, print } = require('./program.cjs');
const YAML = require(require.resolve('yaml', { paths: [dirname(require.resolve('cdk8s'))] }));

const app = new App({ outdir: 'dist' });
fill(app, Number(process.argv[2]));
const charts = app.node.children.map((chart) => [chart.node.id, chart.node.children.map((object) => object.toJson())]);
// The options that cdk8s gives it; without them the bytes would differ.
const options = { keepUndefined: true, lineWidth: 0, version: '1.1' };
const cpu = cpuOf(() => {
  mkdirSync('dist');
  for (const [id, objects] of charts) {
    writeFileSync(`dist/${id}.k8s.yaml`, objects.map((object) => YAML.stringify(object, options)).join('---\n'));
  }
});
print({ cpu, digest: digestOf('dist') });
