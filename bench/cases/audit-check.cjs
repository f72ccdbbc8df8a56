// Everything that is wrong with the policy: the server's verdict, what it ignores, the lints.
const { AuditPolicy } = require('../../build/audit/index.js');
const { text, time } = require('./audit-policy.cjs');

const findings = AuditPolicy.check(text);
if (findings.length > 0) throw new Error(`the policy is not good:\n${findings.join('\n')}`);
time(() => AuditPolicy.check(text));
