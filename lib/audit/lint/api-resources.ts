/** A resource of the Kubernetes API. */
export interface ApiResource {
  /** Whether its objects are in a namespace. */
  readonly namespaced: boolean;
  /** The verbs that the API server accepts for it. */
  readonly verbs: readonly string[];
  /** The verbs of its subresources, by their names. */
  readonly subresources: Readonly<Record<string, readonly string[]>>;
}

type Subresources = ApiResource['subresources'];

const FULL = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
/** The verbs of most subresources. */
const PART = ['get', 'update', 'patch'];

function namespaced(subresources: Subresources = {}, verbs: readonly string[] = FULL): ApiResource {
  return { namespaced: true, verbs, subresources };
}

function clusterScoped(subresources: Subresources = {}, verbs: readonly string[] = FULL): ApiResource {
  return { namespaced: false, verbs, subresources };
}

/**
 * The resources that kube-apiserver itself serves, by group, as Kubernetes 1.34 answers. A conformance suite compares
 * them with the server's own list. Other groups are those of custom resources, which are not known here.
 */
export const API_RESOURCES: Readonly<Record<string, Readonly<Record<string, ApiResource>>>> = {
  '': {
    bindings: namespaced({}, ['create']),
    componentstatuses: clusterScoped({}, ['get', 'list']),
    configmaps: namespaced(),
    endpoints: namespaced(),
    events: namespaced(),
    limitranges: namespaced(),
    namespaces: clusterScoped({ finalize: ['update'], status: PART }, [
      'get',
      'list',
      'watch',
      'create',
      'update',
      'patch',
      'delete',
    ]),
    nodes: clusterScoped({ proxy: ['get', 'create', 'update', 'patch', 'delete'], status: PART }),
    persistentvolumeclaims: namespaced({ status: PART }),
    persistentvolumes: clusterScoped({ status: PART }),
    pods: namespaced({
      attach: ['get', 'create'],
      binding: ['create'],
      ephemeralcontainers: PART,
      eviction: ['create'],
      exec: ['get', 'create'],
      log: ['get'],
      portforward: ['get', 'create'],
      proxy: ['get', 'create', 'update', 'patch', 'delete'],
      resize: PART,
      status: PART,
    }),
    podtemplates: namespaced(),
    replicationcontrollers: namespaced({ scale: PART, status: PART }),
    resourcequotas: namespaced({ status: PART }),
    secrets: namespaced(),
    serviceaccounts: namespaced({ token: ['create'] }),
    services: namespaced({ proxy: ['get', 'create', 'update', 'patch', 'delete'], status: PART }),
  },
  'admissionregistration.k8s.io': {
    mutatingwebhookconfigurations: clusterScoped(),
    validatingadmissionpolicies: clusterScoped({ status: PART }),
    validatingadmissionpolicybindings: clusterScoped(),
    validatingwebhookconfigurations: clusterScoped(),
  },
  'apiextensions.k8s.io': {
    customresourcedefinitions: clusterScoped({ status: PART }),
  },
  'apiregistration.k8s.io': {
    apiservices: clusterScoped({ status: PART }),
  },
  apps: {
    controllerrevisions: namespaced(),
    daemonsets: namespaced({ status: PART }),
    deployments: namespaced({ scale: PART, status: PART }),
    replicasets: namespaced({ scale: PART, status: PART }),
    statefulsets: namespaced({ scale: PART, status: PART }),
  },
  'authentication.k8s.io': {
    selfsubjectreviews: clusterScoped({}, ['create']),
    tokenreviews: clusterScoped({}, ['create']),
  },
  'authorization.k8s.io': {
    localsubjectaccessreviews: namespaced({}, ['create']),
    selfsubjectaccessreviews: clusterScoped({}, ['create']),
    selfsubjectrulesreviews: clusterScoped({}, ['create']),
    subjectaccessreviews: clusterScoped({}, ['create']),
  },
  autoscaling: {
    horizontalpodautoscalers: namespaced({ status: PART }),
  },
  batch: {
    cronjobs: namespaced({ status: PART }),
    jobs: namespaced({ status: PART }),
  },
  'certificates.k8s.io': {
    certificatesigningrequests: clusterScoped({ approval: PART, status: PART }),
  },
  'coordination.k8s.io': {
    leases: namespaced(),
  },
  'discovery.k8s.io': {
    endpointslices: namespaced(),
  },
  'events.k8s.io': {
    events: namespaced(),
  },
  'flowcontrol.apiserver.k8s.io': {
    flowschemas: clusterScoped({ status: PART }),
    prioritylevelconfigurations: clusterScoped({ status: PART }),
  },
  'networking.k8s.io': {
    ingressclasses: clusterScoped(),
    ingresses: namespaced({ status: PART }),
    ipaddresses: clusterScoped(),
    networkpolicies: namespaced(),
    servicecidrs: clusterScoped({ status: PART }),
  },
  'node.k8s.io': {
    runtimeclasses: clusterScoped(),
  },
  policy: {
    poddisruptionbudgets: namespaced({ status: PART }),
  },
  'rbac.authorization.k8s.io': {
    clusterrolebindings: clusterScoped(),
    clusterroles: clusterScoped(),
    rolebindings: namespaced(),
    roles: namespaced(),
  },
  'resource.k8s.io': {
    deviceclasses: clusterScoped(),
    resourceclaims: namespaced({ status: PART }),
    resourceclaimtemplates: namespaced(),
    resourceslices: clusterScoped(),
  },
  'scheduling.k8s.io': {
    priorityclasses: clusterScoped(),
  },
  'storage.k8s.io': {
    csidrivers: clusterScoped(),
    csinodes: clusterScoped(),
    csistoragecapacities: namespaced(),
    storageclasses: clusterScoped(),
    volumeattachments: clusterScoped({ status: PART }),
    volumeattributesclasses: clusterScoped(),
  },
};

/** Verbs of requests for resources. */
export const RESOURCE_VERBS: readonly string[] = FULL;

/** Verbs of requests for other paths: the methods of HTTP. */
export const PATH_VERBS: readonly string[] = [
  'get',
  'head',
  'post',
  'put',
  'patch',
  'delete',
  'options',
  'connect',
  'trace',
];
