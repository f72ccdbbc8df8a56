import { ANY_LABEL_PATTERN } from '../../core/patterns';
import { required } from '../../core/shape';
import type { PlatformKind } from './kind';
import { NODE_GROUP_SPEC } from './node-group-spec';

/** The kind NodeGroup. */
export const NODE_GROUP: PlatformKind = {
  kind: 'NodeGroup',
  apiVersions: [{ since: '1.66', apiVersion: 'deckhouse.io/v1' }],
  fields: { spec: required(NODE_GROUP_SPEC) },
  name: {
    type: 'string',
    ...ANY_LABEL_PATTERN,
    maxLength: 42,
  },
};
