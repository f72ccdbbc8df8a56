import { checkSource } from '../../audit/check';
import { pathText } from '../../audit/fault';
import { sourceFile } from '../../audit/finding';
import { serverFaults } from '../../audit/server-faults';
import { kubernetesMinor } from '../../audit/kubernetes-version';
import { isPlain } from '../../core/check-shape';
import { deckhouseFileFaults } from '../audit-faults';
import { decodeBase64 } from '../private-key';
import { writtenPolicy } from '../written-policy';
import type { ControlPlaneManagerSettings } from '../settings/control-plane-manager';
import { kubernetesVersion } from './modules-tree';
import { treeRule } from './rule';
import type { RenderedObject } from './rendered-object';
import type { RenderedTree, ModuleConfigFields } from './rendered-tree';

/** The Secret in which Deckhouse looks for the audit policy. */
export const AUDIT_SECRET = { namespace: 'kube-system', name: 'audit-policy', key: 'audit-policy.yaml' } as const;

const MODULE = 'control-plane-manager';

type SecretObject = RenderedObject<Readonly<Record<string, unknown>>>;

function namespaceOf({ manifest }: SecretObject): unknown {
  return (manifest.metadata as { readonly namespace?: unknown } | undefined)?.namespace;
}

function auditSecrets(tree: RenderedTree): readonly SecretObject[] {
  return tree.of('Secret').filter((o) => o.name === AUDIT_SECRET.name && namespaceOf(o) === AUDIT_SECRET.namespace);
}

function isEnabled(module: RenderedObject<ModuleConfigFields>): boolean {
  const settings = (module.fields.spec?.settings ?? {}) as ControlPlaneManagerSettings;
  return settings.apiserver?.auditPolicyEnabled === true;
}

export const ENABLED_POLICY_EXISTS = treeRule(
  {
    code: 'KV3906',
    level: 'error',
    advice: true,
    title: 'auditing is switched on, but there is no policy',
    explanation:
      'With auditPolicyEnabled the policy comes from the Secret kube-system/audit-policy. Pass `audit` to ' +
      'ControlPlaneManager, which creates both, or declare one that exists: ' +
      "ExistingObjects.of(scope).addSecret('kube-system', 'audit-policy').",
    fix:
      'pass `audit` to ControlPlaneManager, or declare the Secret: ' +
      "ExistingObjects.of(scope).addSecret('kube-system', 'audit-policy')",
    source: "Deckhouse's hook of the audit policy",
  },
  (tree, report) => {
    const module = tree.moduleConfig(MODULE);
    if (module?.own !== true || !isEnabled(module) || auditSecrets(tree).length > 0) return;
    if (tree.exists(`Secret/${AUDIT_SECRET.namespace}/${AUDIT_SECRET.name}`)) return;
    report(module.scope, 'spec.settings.apiserver.auditPolicyEnabled', {
      message: 'the program does not create the Secret kube-system/audit-policy',
      given: 'true',
    });
  },
);

export const POLICY_IS_ENABLED = treeRule(
  {
    code: 'KV3907',
    level: 'error',
    advice: true,
    title: 'an audit policy is written, but auditing is not switched on',
    explanation:
      'The Secret kube-system/audit-policy is only read with auditPolicyEnabled. Pass `audit` to ' +
      'ControlPlaneManager, ' +
      'which creates both, or declare settings that exist: ' +
      "ExistingObjects.of(scope).addModuleConfig('control-plane-manager').",
    fix:
      'pass `audit` to ControlPlaneManager, or declare settings that exist: ' +
      "ExistingObjects.of(scope).addModuleConfig('control-plane-manager')",
    source: "Deckhouse's hook of the audit policy",
  },
  (tree, report) => {
    const module = tree.moduleConfig(MODULE);
    if (module === undefined ? tree.exists(`ModuleConfig/${MODULE}`) : isEnabled(module)) return;
    for (const { scope } of auditSecrets(tree)) {
      report(scope, '', { message: 'no settings of control-plane-manager have auditPolicyEnabled: true' });
    }
  },
);

interface Text {
  readonly property: string;
  readonly text: string;
}

/** The policy of a Secret; undefined when it is missing or cannot be read. */
function textOf({ fields }: SecretObject): Text | undefined {
  const { stringData, data } = fields;
  const { key } = AUDIT_SECRET;
  if (isPlain(stringData) && typeof stringData[key] === 'string') {
    return { property: `stringData."${key}"`, text: stringData[key] };
  }
  if (!isPlain(data) || typeof data[key] !== 'string') return undefined;
  const text = decodeBase64(data[key]);
  return text === undefined ? undefined : { property: `data."${key}"`, text };
}

export const SECRET_HOLDS_A_POLICY = treeRule(
  {
    code: 'KV3908',
    level: 'error',
    advice: true,
    title: 'the Secret of the audit policy does not contain one',
    explanation:
      'Deckhouse reads the key audit-policy.yaml. Values of `data` are base64, those of `stringData` are text.',
    fix: 'put the policy under the key audit-policy.yaml: base64 in `data`, text in `stringData`',
    source: "Deckhouse's hook of the audit policy",
  },
  (tree, report) => {
    for (const object of auditSecrets(tree)) {
      if (textOf(object) !== undefined) continue;
      report(object.scope, '', { message: `the key ${AUDIT_SECRET.key} is missing, or cannot be read` });
    }
  },
);

export const POLICY_STARTS_THE_SERVER = treeRule(
  {
    code: 'KV3909',
    level: 'error',
    title: 'the API server would not start with the audit policy',
    explanation:
      'Deckhouse passes levels, stages, paths and groups on without checking them; the API server then ' +
      'exits at startup, ' +
      'on one master after the other. `kvorum audit check` gives the same messages for a file.',
    fix: 'correct the policy as the message says; `kvorum audit check` gives the same messages for a file',
    source: "kube-apiserver's loader of audit policies",
  },
  (tree, report) => {
    for (const object of auditSecrets(tree)) {
      const found = textOf(object);
      if (found === undefined) continue;
      const version = kubernetesVersion(tree) ?? tree.releaseOf(object).defaultKubernetesVersion;
      const minor = kubernetesMinor(version);
      const own = writtenPolicy(object.scope, found.text);
      if (own !== undefined && serverFaults(own, minor).length === 0) continue;
      const checked = checkSource(found.text, minor);
      const file = sourceFile('', checked.source);
      for (const fault of checked.refused) {
        const { line, column } = file.position(file.spanOf(fault).start);
        const { message, ...details } = fault.details;
        const what = [`line ${line}, column ${column}`, pathText(fault.path)].filter((s) => s !== '').join(', ');
        report(object.scope, found.property, { message: `${message} (${what}; ${fault.type.code})`, ...details });
      }
    }
  },
);

export const POLICY_IS_READ_STRICTLY = treeRule(
  {
    code: 'KV3910',
    level: 'error',
    title: 'Deckhouse refuses the audit policy of a Secret',
    explanation:
      'Its hook reads the policy strictly: an unknown field or a duplicate key fails it, the queue stops, and the ' +
      'previous policy stays in force.',
    fix: 'remove the unknown field, or one of the two keys',
    source: "Deckhouse's hook of the audit policy",
  },
  (tree, report) => {
    for (const object of auditSecrets(tree)) {
      const found = textOf(object);
      if (found === undefined || writtenPolicy(object.scope, found.text) !== undefined) continue;
      for (const { type, path, details } of deckhouseFileFaults(checkSource(found.text, 0))) {
        if (type.level !== 'error') continue;
        report(object.scope, found.property, { ...details, message: `${details.message} (${pathText(path)})` });
      }
    }
  },
);
