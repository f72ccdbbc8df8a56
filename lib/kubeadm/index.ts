export { KubeSchedulerConfiguration } from './kube-scheduler-configuration';
export type {
  ComponentArgument,
  ComponentVolume,
  KubeadmSchedulerExtender,
  KubeSchedulerConfigurationProps,
  ManagedResource,
} from './kube-scheduler-configuration';
