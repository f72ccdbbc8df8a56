import type { FoundInText } from '../report/report-of';
import { rulesOf } from '../report/rule';
import type { ButaneSource } from './source';

const rule = rulesOf('the library: Butane says nothing of it');

const LATER_DOCUMENT = {
  ...rule(
    'KV5250',
    'warning',
    'nothing from here on is read: a config is one document',
    'Butane reads the first document of a file, and drops the others without a word.',
    'make a file of its own of the document, or take the --- out',
  ),
  isNote: true,
};
const CUT_NUMBER = {
  ...rule(
    'KV5251',
    'warning',
    'the fraction of this number is dropped',
    'A whole number is expected here. Butane cuts others without a word: 1.9 becomes 1.',
    'write a whole number',
  ),
  isNote: true,
};

/** What Butane does not see in a source. */
export function notesOn({ rest, cut }: ButaneSource): readonly FoundInText[] {
  const notes: FoundInText[] = cut.map((offset) => ({
    rule: CUT_NUMBER,
    path: [],
    message: CUT_NUMBER.message,
    offset,
  }));
  if (rest !== undefined) {
    notes.push({ rule: LATER_DOCUMENT, path: [], message: LATER_DOCUMENT.message, offset: rest });
  }
  return notes;
}
