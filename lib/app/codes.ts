import { defineFinding } from '../core';

/** Codes of the app: what can be wrong with a program as a whole, and with the folders that it writes to. */
export const APP = {
  notRenderable: defineFinding('app', {
    code: 'KV1501',
    level: 'error',
    title: 'an object cannot be rendered',
    explanation:
      'The manifest of the object holds something that is not plain data (an instance of a class, a value that refers to ' +
      'itself), or one of its late values failed. The message names the cause.',
    fix: 'put plain data into the field that the message names, or mend its late value',
    source: 'cdk8s, ApiObject.toJson',
  }),
  dependencyCycle: defineFinding('app', {
    code: 'KV1502',
    level: 'error',
    title: 'dependencies form a cycle',
    explanation: 'There is no order in which these could be applied.',
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
      'All manifests lie in one folder, and `kubectl apply -f dist/` would apply those of all clusters to one of them.',
    fix: 'apply each file to its own cluster, or give each cluster an app with an output folder of its own',
    source: 'kvorum',
  }),
  duplicatePath: defineFinding('app', {
    code: 'KV1505',
    level: 'error',
    title: 'two files of the app take the same path',
    explanation:
      'One would overwrite the other. Also refused are paths that differ by case only (one file on macOS and Windows), ' +
      'and a file at a place where another one needs a folder.',
    fix: 'give one of the two another path',
    source: 'kvorum',
  }),
  lateConstruct: defineFinding('app', {
    code: 'KV1507',
    level: 'error',
    title: 'a construct was created during the synth',
    explanation: 'By then it is known what is written, and the construct would be in no file.',
    fix: 'create it before app.synth(), not in a late value, a check or a validation',
    source: 'kvorum',
  }),
  nestedSynth: defineFinding('app', {
    code: 'KV1508',
    level: 'error',
    title: 'a synth is asked for while one is going on',
    explanation:
      'A late value, a check or a validation calls app.synth(), and would so for ever. Call it once, at the end.',
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
    explanation: 'What is written is the placeholder, not the value.',
    fix: 'pass the SecretValue itself, or build the text with SecretValue.combine',
    source: 'kvorum',
  }),
  secretInPatch: defineFinding('app', {
    code: 'KV1512',
    level: 'error',
    title: 'a JSON patch holds a secret',
    explanation: 'JSON patches are copied as text, and a secret has none.',
    fix: 'set the field in the object itself',
    source: 'cdk8s, ApiObject.addJsonPatch',
  }),
  secretInTerraform: defineFinding('app', {
    code: 'KV1513',
    level: 'error',
    title: 'a Terraform stack holds a secret',
    explanation: 'It would end in cdk.tf.json and in the state, readable by everybody.',
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
      'It names a folder and is a pattern on the command line of cdktf: no white space, none of * ? [ ] { } !, and no ' +
      'two stacks whose ids differ by case only.',
    fix: 'choose an id without white space and * ? [ ] { } !, that differs from others by more than case',
    source: 'cdktf',
  }),
  stackFailed: defineFinding('app', {
    code: 'KV1522',
    level: 'error',
    title: 'a Terraform stack cannot be synthesized',
    explanation: 'The message is that of cdktf.',
    fix: 'mend what the message of cdktf names',
    source: 'cdktf',
  }),
  stackAnnotation: defineFinding('app', {
    code: 'KV1523',
    level: 'error',
    title: 'a construct of a Terraform stack reports an error',
    explanation: 'The message is that of the construct, or of an aspect that looked at it.',
    fix: 'mend what the message names, or remove the aspect that reports it',
    source: 'cdktf, Annotations.addError',
  }),
  cdktfMissing: defineFinding('app', {
    code: 'KV1524',
    level: 'error',
    title: 'the tree holds a Terraform stack, and cdktf cannot be found',
    explanation: 'cdktf is an optional peer: programs without Terraform stacks do without it.',
    fix: 'install cdktf beside this library: npm install cdktf',
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
    title: 'the environment variable CDKTF_CONTEXT_JSON holds no JSON object',
    explanation: 'The cdktf command sets it from the context in cdktf.json. Unset it, or correct it.',
    fix: 'unset the variable, or correct it',
    source: 'cdktf',
  }),

  fileNotMade: defineFinding('app', {
    code: 'KV1530',
    level: 'error',
    title: 'the content of an output file cannot be made',
    explanation: 'The function that makes the content failed. The message names the cause.',
    fix: 'mend the function that makes the content',
    source: 'kvorum',
  }),

  outdirsOverlap: defineFinding('app', {
    code: 'KV1540',
    level: 'error',
    title: 'the output folders lie in each other',
    explanation:
      'The folder of the manifests holds manifests only: kubectl applies what lies there, and cdk8s empties it.',
    fix: 'give each output a folder of its own',
    source: 'cdk8s-cli, kubectl',
  }),
  notAFolder: defineFinding('app', {
    code: 'KV1541',
    level: 'error',
    title: 'a folder is needed where there is something else',
    explanation: 'Nothing there is removed: it is not known whose it is.',
    fix: 'move it away, or choose another output folder',
    source: 'kvorum',
  }),
  notAFile: defineFinding('app', {
    code: 'KV1542',
    level: 'error',
    title: 'a file is to be written where there is something else',
    explanation: 'Nothing there is removed: it is not known whose it is.',
    fix: 'move it away, or choose another path for the file',
    source: 'kvorum',
  }),
  notWritable: defineFinding('app', {
    code: 'KV1543',
    level: 'error',
    title: 'an output folder cannot be written to',
    explanation:
      'Files are written beside the old ones and moved into place, which needs the right to write in the ' + 'folder.',
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
    fix: 'make room, or repair the folder, and run it again',
    source: 'kvorum',
  }),
  workingFolder: defineFinding('app', {
    code: 'KV1546',
    level: 'error',
    title: 'an output folder is the working folder, or holds it',
    explanation: 'The program itself lies there, and a file of the output would take the place of one of its own.',
    fix: 'give the output a folder of its own, for example dist',
    source: 'kvorum',
  }),
  otherApp: defineFinding('app', {
    code: 'KV1547',
    level: 'error',
    title: 'two apps of one program write to the same folder',
    explanation: 'The second one would remove or replace what the first one has just written.',
    fix: 'put all charts into one app, or give each app an outdir of its own',
    source: 'kvorum',
  }),
  noTemporaryFolder: defineFinding('app', {
    code: 'KV1548',
    level: 'error',
    title: 'no temporary folder can be made',
    explanation: 'Terraform stacks and apps for tests need one.',
    fix: 'let TMPDIR name a folder that can be written to',
    source: 'kvorum',
  }),
  staleChanged: defineFinding('app', {
    code: 'KV1550',
    level: 'warning',
    title: 'a file of an earlier synth is no longer produced, but was changed since',
    explanation: 'It is left alone. Remove it by hand when nobody needs it; from now on it counts as yours.',
    fix: 'remove it by hand when nobody needs it',
    source: 'kvorum',
  }),
  listUnreadable: defineFinding('app', {
    code: 'KV1551',
    level: 'warning',
    title: 'the list of the files that an earlier synth wrote cannot be read',
    explanation: 'No old file is removed this time.',
    fix: 'look for files in the output folders that nothing produces any more',
    source: 'kvorum',
  }),
  foreignReplaced: defineFinding('app', {
    code: 'KV1552',
    level: 'warning',
    title: 'a file is replaced that no earlier synth is known to have written',
    explanation:
      'It may be of cdk8s, of a synth whose list is gone (.written.json in the folder of the ' +
      'files), or belongs to something else.',
    fix: 'if it is not to be lost, take it from version control, and choose another path or output folder',
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
