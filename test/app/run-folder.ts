import { ProcessWrites } from '../../lib/app/process-writes';
import { freshFolder } from '../support/folders';

/** A new folder for each test of a file. Each synth of these tests counts as a run of its own. */
export function runFolder(): () => string {
  beforeAll(() => {
    ProcessWrites.isKept = false;
  });
  afterAll(() => {
    ProcessWrites.isKept = true;
  });
  return freshFolder();
}
