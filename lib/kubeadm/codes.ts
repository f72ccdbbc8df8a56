import { defineFinding } from '../core/finding-type';

/** Codes of kubeadm clusters. */
export const KUBEADM = {
  twoBinders: defineFinding('kubeadm', {
    code: 'KV6501',
    level: 'error',
    title: 'two extenders of the scheduler bind Pods',
    explanation: 'At most one extender may have a bindVerb, because a Pod is bound only once.',
    fix: 'keep bindVerb in one extender',
    source: 'kube-scheduler, validation of its configuration',
  }),
  managedResource: defineFinding('kubeadm', {
    code: 'KV6502',
    level: 'error',
    title: 'a resource that an extender manages is not an extended resource, or is managed twice',
    explanation:
      'Managed resources are extended resources, such as example.com/gpu: a domain other than those of ' +
      'Kubernetes, a slash and ' +
      'a name. Each is managed by one extender.',
    fix: 'name an extended resource, such as example.com/gpu, in one extender',
    source: 'kube-scheduler, validation of its configuration',
  }),
} as const;
