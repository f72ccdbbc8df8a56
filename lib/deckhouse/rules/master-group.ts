import type { ObjectView } from './object-view';
import { mastersOf } from './quorum';
import { objectRule, treeRule } from './rule';
import type { NodeGroupFields } from './rendered-tree';

const KINDS = ['NodeGroup'];
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const MASTER = 'node-role.kubernetes.io/master';

function isMaster({ name }: ObjectView<NodeGroupFields>): boolean {
  return name === 'master';
}

export const MASTERS_ARE_DISRUPTED_BY_HAND = objectRule<NodeGroupFields>(
  {
    code: 'KV3311',
    level: 'error',
    advice: true,
    title: 'disruptions of the masters are not approved by hand',
    explanation:
      'An update that disrupts two masters at once loses the quorum of etcd. With Manual, an operator ' +
      'approves them one by one. Without `disruptions` the platform approves them automatically.',
    fix: 'set disruptions.approvalMode: Manual',
    source: "Deckhouse's documentation of NodeGroup; no webhook checks it",
  },
  KINDS,
  (view, report) => {
    const mode = view.fields.spec.disruptions?.approvalMode;
    if (!isMaster(view) || mode === 'Manual') return;
    report('spec.disruptions.approvalMode', {
      message: 'disruptions of the masters are not approved by hand',
      given: mode ?? 'nothing, which means Automatic',
      allowed: 'Manual',
    });
  },
);

export const MASTERS_HAVE_THEIR_LABELS = objectRule<NodeGroupFields>(
  {
    code: 'KV3312',
    level: 'error',
    advice: true,
    title: 'the master group lacks a label of the control plane',
    explanation:
      'The platform creates the group once and never corrects it. Without ' +
      'node-role.kubernetes.io/control-plane a new node does not get a control plane; ' +
      'node-role.kubernetes.io/master is what older selectors look for.',
    fix: 'add the label to nodeTemplate.labels',
    source: "Deckhouse's hook that creates the group",
  },
  KINDS,
  (view, report) => {
    if (!isMaster(view)) return;
    const labels = view.fields.spec.nodeTemplate?.labels ?? {};
    for (const key of [CONTROL_PLANE, MASTER]) {
      if (labels[key] === '') continue;
      report('spec.nodeTemplate.labels', {
        message: labels[key] === undefined ? `the label ${key} is missing` : `the label ${key} is not empty`,
        fix: `add ${key}: ""`,
      });
    }
  },
);

export const MASTERS_ARE_TAINTED = treeRule(
  {
    code: 'KV3313',
    level: 'warning',
    title: 'the master group lacks a NoSchedule taint',
    explanation:
      'Ordinary Pods then compete with etcd and the API server. With a single master there is no warning: Pods have ' +
      'nowhere else to run.',
    fix: 'add the taint node-role.kubernetes.io/control-plane with effect NoSchedule',
    source: "Deckhouse's hook that creates the group",
  },
  (tree, report) => {
    if (mastersOf(tree)?.count === 1) return;
    for (const { scope, fields } of tree.nodeGroups.filter((g) => g.own && isMaster(g))) {
      const taints = fields.spec.nodeTemplate?.taints ?? [];
      if (taints.some((t) => t.key === CONTROL_PLANE && t.effect === 'NoSchedule')) continue;
      report(scope, 'spec.nodeTemplate.taints', {
        message: 'ordinary Pods may run on the masters',
        fix: `add the taint ${CONTROL_PLANE} with effect NoSchedule`,
      });
    }
  },
);
