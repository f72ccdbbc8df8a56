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
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    form: 'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
    maxLength: 42,
  },
};
