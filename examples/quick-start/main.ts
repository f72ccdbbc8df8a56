import { ClusterApp, MultiMasterCluster } from 'kvorum';

const app = new ClusterApp();
new MultiMasterCluster(app, 'prod', { replicas: 3 });
app.synth();
