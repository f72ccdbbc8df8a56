import { defineFinding } from '../core';

/** Codes of the app: what can be wrong with a program as a whole, and with the folders that it writes to. */
export const APP = {
  notRenderable: defineFinding('app', {
    code: 'KV1501',
    level: 'error',
    title: 'an object cannot be rendered',
    explanation:
      'The manifest of the object holds something that is not plain data (an instance of a class, a ' +
      'value that refers to ' +
      'itself), or one of its late values failed. The message names the cause.',
    fix: 'put plain data into the field that the message names, or correct its late value',
    source: 'cdk8s, ApiObject.toJson',
  }),
  dependencyCycle: defineFinding('app', {
    code: 'KV1502',
    level: 'error',
    title: 'dependencies form a cycle',
    explanation: 'There is no order in which they could be applied.',
    fix: 'remove one of the dependencies that the error names',
    source: 'kvorum',
  }),
  badDependency: defineFinding('app', {
    code: 'KV1503',
    level: 'error',
    title: 'a dependency names something that is not a construct of this app',
    explanation: 'Dependencies order the objects of one app.',
    fix: 'pass a construct of the same tree to addDependency',
    source: 'kvorum',
  }),
  duplicateObject: defineFinding('app', {
    code: 'KV1504',
    level: 'error',
    title: 'two objects of the app have the same kind, namespace and name',
    explanation: 'Applied to one cluster, the later object overwrites the earlier one.',
    fix: 'rename one of them; when the two go to different clusters, acknowledge it',
    source: 'kvorum',
    advice: true,
  }),
  clustersTogether: defineFinding('app', {
    code: 'KV1509',
    level: 'warning',
    title: 'one app holds several clusters',
    explanation:
      'All manifests are in one folder, and `kubectl apply -f dist/` would apply those of all clusters to one of them.',
    fix: 'apply each file to its own cluster, or give each cluster its own app and output folder',
    source: 'kvorum',
  }),
  duplicatePath: defineFinding('app', {
    code: 'KV1505',
    level: 'error',
    title: 'two files of the app have the same path',
    explanation:
      'One would overwrite the other. Paths that differ only by case (one file on macOS and Windows), ' +
      'and a file where another one needs a folder, are refused too.',
    fix: 'give one of the two another path',
    source: 'kvorum',
  }),
  lateConstruct: defineFinding('app', {
    code: 'KV1507',
    level: 'error',
    title: 'a construct was created during the synth',
    explanation: 'The output is already decided by then, and the construct would not be written to any file.',
    fix: 'create it before app.synth(), not in a late value, a check or a validation',
    source: 'kvorum',
  }),
  nestedSynth: defineFinding('app', {
    code: 'KV1508',
    level: 'error',
    title: 'a synth is started while another one is running',
    explanation:
      'A late value, a check or a validation calls app.synth(), and would do so forever. Call it once, at the end.',
    fix: 'call app.synth() once, at the end of the program',
    source: 'kvorum',
  }),

  tokenInManifest: defineFinding('app', {
    code: 'KV1510',
    level: 'error',
    title: 'a manifest holds a value that only Terraform knows',
    explanation: 'The value exists after `terraform apply`; the manifest is written before.',
    fix:
      'give the value itself (a fixed address, a name), or write it to a Terraform output and read it in a ' +
      'later synth',
    source: 'cdktf, tokens',
  }),
  secretAsText: defineFinding('app', {
    code: 'KV1511',
    level: 'error',
    title: 'a secret was turned into text',
    explanation: 'The placeholder would be written instead of the value.',
    fix: 'pass the SecretValue itself, or build the text with SecretValue.combine',
    source: 'kvorum',
  }),
  secretInPatch: defineFinding('app', {
    code: 'KV1512',
    level: 'error',
    title: 'a JSON patch holds a secret',
    explanation: 'JSON patches are copied as text, and a secret must not become text.',
    fix: 'set the field in the object itself',
    source: 'cdk8s, ApiObject.addJsonPatch',
  }),
  secretInTerraform: defineFinding('app', {
    code: 'KV1513',
    level: 'error',
    title: 'a Terraform stack holds a secret',
    explanation: 'It would end up in cdk.tf.json and in the state, readable by everyone.',
    fix: 'use a TerraformVariable with sensitive: true; Terraform takes its value from TF_VAR_name',
    source: 'kvorum',
  }),
  lazyInTerraform: defineFinding('app', {
    code: 'KV1514',
    level: 'error',
    title: 'a Terraform stack holds a late value of cdk8s',
    explanation: 'cdktf does not know cdk8s.Lazy and would write its inner structure.',
    fix: 'use the Lazy of cdktf',
    source: 'cdktf, cdk8s',
  }),

  stackPlace: defineFinding('app', {
    code: 'KV1520',
    level: 'error',
    title: 'a Terraform stack is not a direct child of the app',
    explanation:
      'cdktf names stacks by their id and their dependencies by their path: nested stacks ' +
      'overwrite each other and cannot be deployed.',
    fix: 'create the stack with the app as its scope',
    source: 'cdktf, manifest.json',
  }),
  stackId: defineFinding('app', {
    code: 'KV1521',
    level: 'error',
    title: 'the id of a Terraform stack is not usable',
    explanation:
      'It names a folder and is a pattern on the command line of cdktf: no white space, none of * ? [ ] ' +
      '{ } !, and no ' +
      'two stacks whose ids differ by case only.',
    fix: 'choose an id without white space and * ? [ ] { } !, that differs from others by more than case',
    source: 'cdktf',
  }),
  stackFailed: defineFinding('app', {
    code: 'KV1522',
    level: 'error',
    title: 'a Terraform stack cannot be synthesized',
    explanation: 'The message comes from cdktf.',
    fix: 'correct what the message of cdktf names',
    source: 'cdktf',
  }),
  stackAnnotation: defineFinding('app', {
    code: 'KV1523',
    level: 'error',
    title: 'a construct of a Terraform stack reports an error',
    explanation: 'The message comes from the construct, or from an aspect that visited it.',
    fix: 'correct what the message names, or remove the aspect that reports it',
    source: 'cdktf, Annotations.addError',
  }),
  cdktfMissing: defineFinding('app', {
    code: 'KV1524',
    level: 'error',
    title: 'the tree holds a Terraform stack, and cdktf cannot be found',
    explanation: 'cdktf is an optional peer dependency: only programs with Terraform stacks need it.',
    fix: 'install cdktf next to this library: npm install cdktf',
    source: 'kvorum',
  }),
  absoluteStatePath: defineFinding('app', {
    code: 'KV1525',
    level: 'warning',
    title: 'the local backend of a Terraform stack has an absolute path',
    explanation: 'The path is written into cdk.tf.json, which then differs from machine to machine.',
    fix: 'give a path relative to the folder of the stack, or use a remote backend',
    source: 'cdktf, LocalBackend',
  }),
  badContext: defineFinding('app', {
    code: 'KV1526',
    level: 'error',
    title: 'the environment variable CDKTF_CONTEXT_JSON does not hold a JSON object',
    explanation: 'The cdktf command sets it from the context in cdktf.json. Unset it, or correct it.',
    fix: 'unset the variable, or correct it',
    source: 'cdktf',
  }),

  fileNotMade: defineFinding('app', {
    code: 'KV1530',
    level: 'error',
    title: 'the content of an output file cannot be produced',
    explanation: 'The function that produces the content failed. The message names the cause.',
    fix: 'correct the function that produces the content',
    source: 'kvorum',
  }),

  outdirsOverlap: defineFinding('app', {
    code: 'KV1540',
    level: 'error',
    title: 'one output folder is inside another',
    explanation:
      'The folder of the manifests holds manifests only: kubectl applies everything in it, and cdk8s empties it.',
    fix: 'give each output a separate folder',
    source: 'cdk8s-cli, kubectl',
  }),
  notAFolder: defineFinding('app', {
    code: 'KV1541',
    level: 'error',
    title: 'something other than a folder is in the way',
    explanation: 'It is not removed, because its owner is not known.',
    fix: 'move it away, or choose another output folder',
    source: 'kvorum',
  }),
  notAFile: defineFinding('app', {
    code: 'KV1542',
    level: 'error',
    title: 'something other than a file is in the way',
    explanation: 'It is not removed, because its owner is not known.',
    fix: 'move it away, or choose another path for the file',
    source: 'kvorum',
  }),
  notWritable: defineFinding('app', {
    code: 'KV1543',
    level: 'error',
    title: 'an output folder cannot be written to',
    explanation:
      'Files are written next to the old ones and moved into place, which needs write permission on the folder.',
    fix: 'check its owner and mode, and that the file system is not mounted read-only',
    source: 'kvorum',
  }),
  leavesFolder: defineFinding('app', {
    code: 'KV1544',
    level: 'error',
    title: 'a symbolic link leads out of the output folder',
    explanation: 'Nothing is written through such a link. Remove it, or let the output folder itself be the link.',
    fix: 'remove the link, or let the output folder itself be the link',
    source: 'kvorum',
  }),
  writeFailed: defineFinding('app', {
    code: 'KV1545',
    level: 'error',
    title: 'writing the output failed midway',
    explanation: 'The message says what was written and what was not.',
    fix: 'free space, or repair the folder, and run the program again',
    source: 'kvorum',
  }),
  workingFolder: defineFinding('app', {
    code: 'KV1546',
    level: 'error',
    title: 'an output folder is the working folder, or contains it',
    explanation: 'The program itself is there, and an output file could replace one of its files.',
    fix: 'give the output a separate folder, for example dist',
    source: 'kvorum',
  }),
  otherApp: defineFinding('app', {
    code: 'KV1547',
    level: 'error',
    title: 'two apps of one program write to the same folder',
    explanation: 'The second one would remove or replace what the first one has just written.',
    fix: 'put all charts into one app, or give each app its own outdir',
    source: 'kvorum',
  }),
  noTemporaryFolder: defineFinding('app', {
    code: 'KV1548',
    level: 'error',
    title: 'a temporary folder cannot be created',
    explanation: 'Terraform stacks and apps for tests need one.',
    fix: 'set TMPDIR to a writable folder',
    source: 'kvorum',
  }),
  staleChanged: defineFinding('app', {
    code: 'KV1550',
    level: 'warning',
    title: 'a file of an earlier synth is no longer produced, but has been changed',
    explanation: 'It is left alone. Remove it by hand when it is not needed; from now on it counts as yours.',
    fix: 'remove it by hand when it is not needed',
    source: 'kvorum',
  }),
  listUnreadable: defineFinding('app', {
    code: 'KV1551',
    level: 'warning',
    title: 'the list of the files that an earlier synth wrote cannot be read',
    explanation: 'No old file is removed this time.',
    fix: 'look for files in the output folders that are no longer produced',
    source: 'kvorum',
  }),
  foreignReplaced: defineFinding('app', {
    code: 'KV1552',
    level: 'warning',
    title: 'a file that no known earlier synth wrote is replaced',
    explanation:
      'It may come from cdk8s, from a synth whose list is gone (.written.json in the folder of the ' +
      'files), or from another program.',
    fix: 'to keep it, restore it from version control and choose another path or output folder',
    source: 'kvorum',
  }),
  reservedCharacter: defineFinding('app', {
    code: 'KV1553',
    level: 'error',
    title: 'a text of a manifest holds a character that is reserved',
    explanation:
      'U+E0F0 and U+E0F1 belong to the private use area of Unicode. While a manifest is rendered they mark the places of ' +
      'secrets.',
    fix: 'leave the character out',
    source: 'kvorum',
  }),
} as const;
