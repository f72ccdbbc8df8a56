import { isPlain } from '../../core/check-shape';
import { treeRule } from './rule';
import { groupOf } from './rendered-object';

// Controllers of the platform write these; a second writer would break them.
const CONTROLLER_OWNED: readonly string[] = ['Instance', 'ControlPlaneNode', 'ControlPlaneOperation'];

export const CONTROLLERS_OWN_THEIR_OBJECTS = treeRule(
  {
    code: 'KV3391',
    level: 'error',
    title: 'an object is owned by a controller of the platform',
    explanation:
      'Instance, ControlPlaneNode, ControlPlaneOperation and the Secret d8-secret-encryption-key are written by the ' +
      'platform alone. Applying one of them can remove etcd members or make every Secret unreadable.',
    fix: 'remove the object from the program',
    source: "Deckhouse's controllers",
  },
  (tree, report) => {
    for (const { scope, kind, name, manifest } of tree.all) {
      const owned = CONTROLLER_OWNED.includes(kind) && /(^|\.)deckhouse\.io$/.test(groupOf(manifest));
      const key = kind === 'Secret' && name === 'd8-secret-encryption-key' && mayBeInKubeSystem(manifest);
      if (owned || key)
        report(scope, '', {
          message: 'a controller of the platform owns it',
          given: `${kind} ${name}`,
          fix: 'remove it',
        });
    }
  },
);

// Without a namespace, it depends on who applies the object.
function mayBeInKubeSystem({ metadata }: Readonly<Record<string, unknown>>): boolean {
  return !isPlain(metadata) || metadata.namespace === undefined || metadata.namespace === 'kube-system';
}
