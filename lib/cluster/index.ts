export type { MultiMasterClusterProps } from './cluster-props';
export { MultiMasterCluster } from './multi-master-cluster';
