import * as audit from './audit';
import * as clusterFiles from './cluster-files';
import * as clusterRegistry from './cluster-registry';
import * as masterGroup from './master-group';
import * as modules from './modules';
import * as modulesTree from './modules-tree';
import * as nodeConfiguration from './node-configuration';
import * as nodeGroup from './node-group';
import * as nodeGroupNode from './node-group-node';
import * as nodeGroupTree from './node-group-tree';
import * as ownership from './ownership';
import * as quorum from './quorum';
import type { ObjectRule, TreeRule } from './rule';
import { isRule } from './rule';
import * as scheduler from './scheduler';
import * as scheduling from './scheduling';
import * as staticInstances from './static-instances';
import * as yandex from './yandex';
import * as yandexMachines from './yandex-machines';

// Each exported rule of these files is included: a new rule needs no change here, a new file one line.
const FILES = [
  audit,
  clusterFiles,
  clusterRegistry,
  masterGroup,
  modules,
  modulesTree,
  nodeConfiguration,
  nodeGroup,
  nodeGroupNode,
  nodeGroupTree,
  ownership,
  quorum,
  scheduler,
  scheduling,
  staticInstances,
  yandex,
  yandexMachines,
];
const RULES: readonly (ObjectRule | TreeRule)[] = FILES.flatMap((file) => Object.values<unknown>(file)).filter(isRule);

/** All rules about a single object. */
export const OBJECT_RULES: readonly ObjectRule[] = RULES.filter((rule): rule is ObjectRule => 'kinds' in rule);

/** All rules over all objects of a cluster. */
export const TREE_RULES: readonly TreeRule[] = RULES.filter((rule): rule is TreeRule => !('kinds' in rule));
