import { defineFinding } from './finding-kind';

/** Codes of the core: faults of values and of the library's own mechanisms. */
export const CORE = {
  unknownCode: defineFinding('core', {
    code: 'KV1001',
    level: 'error',
    title: 'an acknowledgement names a code that does not exist',
    explanation: 'Take the code from the printed finding. `kvorum explain CODE` and docs/errors.md list all of them.',
    source: 'kvorum',
  }),
  notAcknowledgeable: defineFinding('core', {
    code: 'KV1002',
    level: 'error',
    title: 'an acknowledgement names an error that the platform itself raises',
    explanation:
      'Only warnings and those errors that are our own advice can be acknowledged. What the platform refuses would ' +
      'fail at apply time, so the program has to change.',
    source: 'kvorum',
  }),
  emptyReason: defineFinding('core', {
    code: 'KV1003',
    level: 'error',
    title: 'an acknowledgement has no reason',
    explanation: 'Write down why the finding is accepted. The reason stands in the report for the next reader.',
    source: 'kvorum',
  }),
  unusedAcknowledgement: defineFinding('core', {
    code: 'KV1004',
    level: 'warning',
    title: 'an acknowledgement matches no finding',
    explanation: 'Remove it, or move it to the construct that the finding names.',
    source: 'kvorum',
  }),
  foreignValidation: defineFinding('core', {
    code: 'KV1005',
    level: 'error',
    title: 'a validation of a construct outside this library failed',
    explanation: 'The message is that of the construct. Look into its documentation.',
    source: 'constructs, node.addValidation',
  }),
  checkFailed: defineFinding('core', {
    code: 'KV1006',
    level: 'error',
    title: 'a check could not be carried out',
    explanation: 'A value that the check looks at is of a shape that it did not expect. The message says what it met.',
    source: 'kvorum',
  }),
  badScope: defineFinding('core', {
    code: 'KV1007',
    level: 'error',
    title: 'a construct is created below something that is no construct',
    explanation: 'The first argument of a construct is its scope: an app, a chart, or another construct.',
    source: 'constructs',
  }),
  badId: defineFinding('core', {
    code: 'KV1008',
    level: 'error',
    title: 'the id of a construct is no text, or taken',
    explanation: 'The second argument of a construct is its id: a text that no other child of the scope has.',
    source: 'constructs',
  }),
  lateCheck: defineFinding('core', {
    code: 'KV1009',
    level: 'error',
    title: 'a check is added while the checks run',
    explanation:
      'It would run too late to be heard. Add it when the construct is made, or return its findings at once.',
    source: 'kvorum',
  }),

  secretMissing: defineFinding('core', {
    code: 'KV1101',
    level: 'error',
    title: 'a secret has no value',
    explanation: 'Set the environment variable, or create the file, before the synth. Nothing is written without it.',
    source: 'kvorum',
  }),
  secretUnreadable: defineFinding('core', {
    code: 'KV1102',
    level: 'error',
    title: 'the file of a secret cannot be read',
    explanation: 'Check the path, that it is a regular file, and that the user of the synth may read it.',
    source: 'kvorum',
  }),
  secretInvalid: defineFinding('core', {
    code: 'KV1103',
    level: 'error',
    title: 'the value of a secret is not of the form that its reader needs',
    explanation: 'The value itself is never printed. The message says what form is needed.',
    source: 'kvorum',
  }),
  secretNeedsClusterApp: defineFinding('core', {
    code: 'KV1104',
    level: 'error',
    title: 'a secret stands in an app that cannot keep it',
    explanation:
      'Only ClusterApp writes secrets (mode 0600, in a file of their own). Use it as the root of the program, or ' +
      'ClusterApp.forTesting() in tests.',
    source: 'kvorum',
  }),
  secretPlace: defineFinding('core', {
    code: 'KV1105',
    level: 'error',
    title: 'a secret stands where it would be published',
    explanation:
      'Names, labels, annotations and paths are readable by everybody. Move the secret to a field meant for it.',
    source: 'kvorum',
  }),
  secretName: defineFinding('core', {
    code: 'KV1106',
    level: 'error',
    title: 'the source of a secret has no usable name',
    explanation: 'Name the environment variable (letters, digits, underscore) or the path of the file.',
    source: 'kvorum',
  }),

  unknownField: defineFinding('core', {
    code: 'KV1201',
    level: 'error',
    title: 'a field is not known',
    explanation: 'The reader of the object refuses unknown fields, or drops them silently. Check the spelling.',
    source: 'the schema of the kind',
  }),
  requiredField: defineFinding('core', {
    code: 'KV1202',
    level: 'error',
    title: 'a required field is missing',
    explanation: 'Add the field.',
    source: 'the schema of the kind',
  }),
  wrongType: defineFinding('core', {
    code: 'KV1203',
    level: 'error',
    title: 'a value has the wrong type',
    explanation: 'Give a value of the type that the field takes.',
    source: 'the schema of the kind',
  }),
  notInSet: defineFinding('core', {
    code: 'KV1204',
    level: 'error',
    title: 'a value is not one of the allowed ones',
    explanation: 'Choose one of the listed values. Case matters.',
    source: 'the schema of the kind',
  }),
  outOfRange: defineFinding('core', {
    code: 'KV1205',
    level: 'error',
    title: 'a value is outside its range',
    explanation: 'Choose a value within the stated bounds.',
    source: 'the schema of the kind',
  }),
  wrongFormat: defineFinding('core', {
    code: 'KV1206',
    level: 'error',
    title: 'a text is not of the form that its reader takes',
    explanation: 'Write it in the stated form.',
    source: 'the schema of the kind',
  }),
  notYetKnown: defineFinding('core', {
    code: 'KV1207',
    level: 'error',
    title: 'the target release does not know a field or value yet',
    explanation: 'Raise the target release to the named one, or leave the field out.',
    source: 'the schemas of the releases',
  }),
  noLongerKnown: defineFinding('core', {
    code: 'KV1208',
    level: 'error',
    title: 'the target release no longer knows a field or value',
    explanation: 'Leave the field out, or use what replaced it.',
    source: 'the schemas of the releases',
  }),
  duplicateItem: defineFinding('core', {
    code: 'KV1209',
    level: 'error',
    title: 'a list holds the same item twice',
    explanation: 'Remove one of the two.',
    source: 'the schema of the kind',
  }),
  moreFaults: defineFinding('core', {
    code: 'KV1210',
    level: 'error',
    title: 'a value has more faults than are listed',
    explanation: 'The first ones are listed. Most often one mistake stands behind all of them.',
    source: 'kvorum',
  }),

  badIp: defineFinding('core', {
    code: 'KV1301',
    level: 'error',
    title: 'a text is not an IPv4 address',
    explanation: 'Write four decimal numbers from 0 to 255 without leading zeros, for example 10.0.0.10.',
    source: 'kvorum',
  }),
  badCidr: defineFinding('core', {
    code: 'KV1302',
    level: 'error',
    title: 'a text is not a canonical IPv4 network',
    explanation: 'Write the network address and the prefix length, for example 10.0.0.0/16. No host bits.',
    source: 'kvorum',
  }),
  badName: defineFinding('core', {
    code: 'KV1303',
    level: 'error',
    title: 'a text is not a DNS-1123 name',
    explanation: 'Lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
    source: 'RFC 1123, Kubernetes',
  }),
  badQuantity: defineFinding('core', {
    code: 'KV1304',
    level: 'error',
    title: 'a text is not a Kubernetes quantity',
    explanation: 'A number with an optional suffix: m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei.',
    source: 'Kubernetes, resource.Quantity',
  }),
  badDuration: defineFinding('core', {
    code: 'KV1305',
    level: 'error',
    title: 'a text is not a duration',
    explanation: 'Numbers with units in falling order, for example 1h30m or 45s.',
    source: 'kvorum',
  }),
  badCron: defineFinding('core', {
    code: 'KV1306',
    level: 'error',
    title: 'a text is not a cron schedule',
    explanation: 'Five fields: minute, hour, day of month, month, day of week.',
    source: 'crontab(5)',
  }),
  badSplit: defineFinding('core', {
    code: 'KV1307',
    level: 'error',
    title: 'a network cannot be split that way',
    explanation: 'The new prefix must be longer than that of the network, and at most 32.',
    source: 'kvorum',
  }),

  filePath: defineFinding('core', {
    code: 'KV1401',
    level: 'error',
    title: 'the path of an output file is not usable',
    explanation:
      'Paths are relative to the output folder and use forward slashes. No empty, `.` or `..` part, no absolute path, ' +
      'no control characters.',
    source: 'kvorum',
  }),
  fileMode: defineFinding('core', {
    code: 'KV1402',
    level: 'error',
    title: 'the mode of an output file is not usable',
    explanation: 'A mode is a number from 0o400 to 0o777. A file that holds a secret is readable by its owner only.',
    source: 'kvorum',
  }),
  fileContent: defineFinding('core', {
    code: 'KV1403',
    level: 'error',
    title: 'the content of an output file is not text, bytes or a secret',
    explanation: 'Pass a string, a FileContent, or a SecretValue.',
    source: 'kvorum',
  }),
} as const;
