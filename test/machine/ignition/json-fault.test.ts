import { jsonFault } from '../../../lib/machine/ignition/json-fault';

it.each([
  ['[-', "invalid character ' ' in numeric literal"],
  ['[1.', "invalid character ' ' after decimal point in numeric literal"],
  ['[1e', "invalid character ' ' in exponent of numeric literal"],
  ['["\\', "invalid character ' ' in string escape code"],
  ['["\\u00', "invalid character ' ' in \\u hexadecimal character escape"],
  ['[tr', "invalid character ' ' in literal true (expecting 'u')"],
  ['["a', 'unexpected end of JSON input'],
  ['[1', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['', 'unexpected end of JSON input'],
])('%j ends where Go says: %s', (text, message) => {
  expect(jsonFault(Buffer.from(text))?.message).toBe(message);
});
