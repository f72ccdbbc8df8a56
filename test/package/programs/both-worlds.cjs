// A program with a chart, a stack and a file: what each of the two commands and Node itself write of it is compared.
const { TerraformOutput, TerraformStack } = require('cdktf');
const { ClusterApp, MultiMasterCluster, OutputFile } = require('kvorum');

const app = new ClusterApp();
// BROKEN=1 asks for two masters, which no control plane should have.
const cluster = new MultiMasterCluster(app, 'prod', { replicas: process.env.BROKEN === '1' ? 2 : 3 });
new OutputFile(cluster, 'note', { path: 'prod/note.txt', content: 'three masters\n' });
const stack = new TerraformStack(app, 'machines');
new TerraformOutput(stack, 'masters', { value: 3 });
app.synth();
