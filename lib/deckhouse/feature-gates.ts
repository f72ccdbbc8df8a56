/** First and last Kubernetes minor (1.x) for which Deckhouse supports a feature gate. */
type Minors = readonly [first: number, last: number];

/** The oldest and the newest minor that the table was read for. */
const READ: Minors = [31, 36];

// Read from the maps of 1.76 and of the newest schemas. Gates that Kubernetes calls deprecated are left out, as the
// platform does not pass them on either.
const GATES: Readonly<Record<string, Minors>> = {
  AllowParsingUserUIDFromCertAuth: [33, 33],
  AllowUnsafeMalformedObjectDeletion: [32, 36],
  AuthorizeNodeWithSelectors: [31, 31],
  AuthorizeWithSelectors: [31, 31],
  ComponentFlagz: [32, 35],
  ComponentStatusz: [32, 35],
  ConcurrentWatchObjectDecode: [31, 36],
  ConstrainedImpersonation: [35, 35],
  ContainerRestartRules: [34, 34],
  ContainerStopSignals: [33, 36],
  ControllerManagerReleaseLeaderElectionLockOnExit: [36, 36],
  CRDObservedGenerationTracking: [35, 36],
  CRIListStreaming: [36, 36],
  CrossNamespaceVolumeDataSource: [31, 36],
  DeploymentReplicaSetTerminatingReplicas: [33, 34],
  DisableAllocatorDualWrite: [31, 33],
  EnvFiles: [34, 34],
  HostnameOverride: [34, 34],
  HPAConfigurableTolerance: [33, 34],
  HPAScaleToZero: [31, 36],
  ImageVolume: [31, 34],
  InPlacePodVerticalScaling: [31, 32],
  InPlacePodVerticalScalingAllocatedStatus: [32, 32],
  JobManagedBy: [31, 31],
  KubeletEnsureSecretPulledImages: [33, 34],
  KubeletPodResourcesGet: [31, 33],
  KubeletPSI: [33, 33],
  ListFromCacheSnapshot: [33, 33],
  MaxUnavailableStatefulSet: [31, 34],
  MemoryQoS: [31, 36],
  MutablePodResourcesForSuspendedJobs: [35, 35],
  MutablePVNodeAffinity: [35, 36],
  MutableSchedulingDirectivesForSuspendedJobs: [35, 35],
  MutatingAdmissionPolicy: [31, 35],
  NativeHistograms: [36, 36],
  NodeDeclaredFeatures: [35, 35],
  OrderedNamespaceDeletion: [31, 32],
  PersistentVolumeClaimUnusedSinceTime: [36, 36],
  PodLifecycleSleepActionAllowZero: [32, 32],
  PodLogsQuerySplitStreams: [32, 36],
  PodObservedGenerationTracking: [33, 33],
  PreferSameTrafficDistribution: [33, 33],
  ProcMountType: [31, 32],
  RecoverVolumeExpansionFailure: [31, 31],
  RelaxedDNSSearchValidation: [32, 32],
  RelaxedEnvironmentVariableValidation: [31, 31],
  ResourceHealthStatus: [31, 35],
  RestartAllContainersOnContainerExits: [35, 35],
  SchedulerAsyncPreemption: [32, 32],
  SchedulerQueueingHints: [31, 31],
  SELinuxChangePolicy: [32, 32],
  SELinuxMount: [31, 36],
  ShardedListAndWatch: [36, 36],
  StrictCostEnforcementForVAP: [31, 31],
  StrictCostEnforcementForWebhooks: [31, 31],
  StrictIPCIDRValidation: [33, 35],
  TaintTolerationComparisonOperators: [35, 36],
};

/**
 * Whether Deckhouse passes a feature gate on to a Kubernetes version. Versions outside of the table get the gates
 * that any version gets.
 *
 * @param gate Its name.
 * @param version For example `1.33`; undefined asks whether any version does.
 */
export function knowsFeatureGate(gate: string, version: string | undefined): boolean {
  const minors = Object.hasOwn(GATES, gate) ? GATES[gate] : undefined;
  const minor = Number(version?.slice(2) ?? NaN);
  // The gates of versions outside of the table are not known, but a gate that no version gets is a mistake.
  if (version === undefined || minor < READ[0] || minor > READ[1]) return minors !== undefined;
  return minors !== undefined && minor >= minors[0] && minor <= minors[1];
}

/** The feature gates that Deckhouse passes on to a Kubernetes version. */
export function featureGatesOf(version: string | undefined): readonly string[] {
  return Object.keys(GATES).filter((gate) => knowsFeatureGate(gate, version));
}
