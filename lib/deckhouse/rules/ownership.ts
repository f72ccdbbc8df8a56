import { treeRule } from './rule';

// Controllers of the platform write these; a second writer breaks what they keep.
const CONTROLLER_OWNED: readonly string[] = ['Instance', 'ControlPlaneNode', 'ControlPlaneOperation'];

interface Labelled {
  readonly apiVersion?: string;
}

export const CONTROLLERS_OWN_THEIR_OBJECTS = treeRule(
  {
    code: 'KV3391',
    level: 'error',
    title: 'an object that a controller of the platform owns',
    explanation:
      'Instance, ControlPlaneNode, ControlPlaneOperation and the Secret d8-secret-encryption-key are written by the ' +
      'platform alone. Applying one of them can take etcd members away or make every Secret unreadable.',
    source: "Deckhouse's controllers",
  },
  (tree, say) => {
    for (const { scope, kind, name } of tree.all) {
      const group = String((scope as Labelled).apiVersion ?? '').split('/')[0] ?? '';
      const owned = CONTROLLER_OWNED.includes(kind) && group.endsWith('deckhouse.io');
      const key = kind === 'Secret' && name === 'd8-secret-encryption-key';
      if (owned || key) say(scope, '', { message: 'a controller of the platform owns it', given: `${kind} ${name}`, fix: 'remove it' });
    }
  },
);
