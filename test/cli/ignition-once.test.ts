import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ignition } from '../../lib/cli/ignition';
import { checkDocument } from '../../lib/machine/ignition/validate';
import { newFolder, removeFolder } from '../support/folders';

jest.mock('../../lib/machine/ignition/validate', () => {
  const actual: object = jest.requireActual('../../lib/machine/ignition/validate');
  const { checkDocument: check } = actual as { readonly checkDocument: (document: unknown) => unknown };
  return { ...actual, checkDocument: jest.fn(check) };
});

it('kvorum ignition merge checks each file once, and each result', () => {
  const folder = newFolder();
  const files = ['a', 'b', 'c'].map((name) => join(folder, `${name}.ign`));
  for (const file of files) writeFileSync(file, '{"ignition":{"version":"3.4.0"}}');
  const out = { write: jest.fn() };
  const err = { write: jest.fn() };
  expect(ignition(['merge', ...files], out, err)).toBe(0);
  removeFolder(folder);
  expect(jest.mocked(checkDocument)).toHaveBeenCalledTimes(5);
  expect(out.write).toHaveBeenCalledWith('{"ignition":{"version":"3.4.0"}}\n');
});
