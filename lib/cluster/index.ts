export { MultiMasterCluster } from './multi-master-cluster';
export type { MultiMasterClusterProps } from './multi-master-cluster';
