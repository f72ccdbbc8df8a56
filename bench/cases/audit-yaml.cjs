// What js-yaml alone takes to read the same policy.
const { load } = require('js-yaml');
const { text, time } = require('./audit-policy.cjs');

if (load(text).rules.length !== 200) throw new Error('the policy is not read');
time(() => load(text));
