import * as nodeGroup from './node-group';
import * as nodeGroupNode from './node-group-node';
import * as nodeGroupTree from './node-group-tree';
import * as ownership from './ownership';
import * as quorum from './quorum';
import type { ObjectRule, TreeRule } from './rule';
import { isRule } from './rule';
import * as scheduling from './scheduling';
import * as staticInstances from './static-instances';

// A rule is an export of its file: adding one needs no change here, adding a file one line.
const FILES = [nodeGroup, nodeGroupNode, nodeGroupTree, ownership, quorum, scheduling, staticInstances];
const RULES: readonly (ObjectRule | TreeRule)[] = FILES.flatMap((file) => Object.values<unknown>(file)).filter(isRule);

/** Every rule that one object decides alone. */
export const OBJECT_RULES: readonly ObjectRule[] = RULES.filter((rule): rule is ObjectRule => 'kinds' in rule);

/** Every rule over all objects of a cluster. */
export const TREE_RULES: readonly TreeRule[] = RULES.filter((rule): rule is TreeRule => !('kinds' in rule));
