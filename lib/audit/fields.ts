/** The type of a field of the file, by the API server's own types. */
export type FieldType =
  | { readonly type: 'text' | 'flag' | 'integer' | 'time' | 'any' }
  | { readonly type: 'list'; readonly item: FieldType }
  | { readonly type: 'texts' }
  | { readonly type: 'map'; readonly name: string; readonly fields: Readonly<Record<string, FieldType>> };

const text: FieldType = { type: 'text' };
const flag: FieldType = { type: 'flag' };
const integer: FieldType = { type: 'integer' };
const time: FieldType = { type: 'time' };
const any: FieldType = { type: 'any' };
/** Names chosen by the user, each with a text. */
const texts: FieldType = { type: 'texts' };
const list = (item: FieldType): FieldType => ({ type: 'list', item });
const map = (name: string, fields: Readonly<Record<string, FieldType>>): FieldType => ({ type: 'map', name, fields });

// The server ignores the metadata, but a wrong type in it still stops the server.
const METADATA = map('metadata', {
  name: text,
  generateName: text,
  namespace: text,
  selfLink: text,
  uid: text,
  resourceVersion: text,
  generation: integer,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: integer,
  labels: texts,
  annotations: texts,
  ownerReferences: list(
    map('an owner reference', {
      apiVersion: text,
      kind: text,
      name: text,
      uid: text,
      controller: flag,
      blockOwnerDeletion: flag,
    }),
  ),
  finalizers: list(text),
  managedFields: list(
    map('managed fields', {
      manager: text,
      operation: text,
      apiVersion: text,
      time,
      fieldsType: text,
      fieldsV1: any,
      subresource: text,
    }),
  ),
});

const RESOURCES = map('an entry of resources', {
  group: text,
  resources: list(text),
  resourceNames: list(text),
});

const RULE = map('a rule', {
  level: text,
  users: list(text),
  userGroups: list(text),
  verbs: list(text),
  resources: list(RESOURCES),
  namespaces: list(text),
  nonResourceURLs: list(text),
  omitStages: list(text),
  omitManagedFields: flag,
});

/** The fields of a policy. */
export const POLICY_FIELDS = map('a policy', {
  apiVersion: text,
  kind: text,
  metadata: METADATA,
  rules: list(RULE),
  omitStages: list(text),
  omitManagedFields: flag,
});
