import type { FoundInText } from '../report/report-of';
import type { ReportRule } from '../report/rule';
import { rulesOf } from '../report/rule';
import type { ButaneSource } from './source';

const rule = rulesOf('the library: Butane does not report it');

const note = (code: string, message: string, explanation: string, fix: string): ReportRule => ({
  ...rule(code, 'warning', message, explanation, fix),
  isNote: true,
});

const LATER_DOCUMENT = note(
  'KV5250',
  'nothing from here on is read: a config is a single document',
  'Butane reads the first document of a file, and silently drops the others.',
  'move the document to its own file, or remove the ---',
);
const CUT_NUMBER = note(
  'KV5251',
  'the fraction of this number is dropped',
  'A whole number is expected here. Butane silently truncates others: 1.9 becomes 1.',
  'write a whole number',
);

// Local files that are merged

export const NO_CHILD = note(
  'KV5252',
  'this is neither Ignition nor Butane',
  'Butane embeds the file as it is, and the host that merges it does not boot.',
  'write the file as JSON of Ignition, or as Butane with a variant',
);
export const CHILD_AS_IT_IS = note(
  'KV5253',
  'this is Butane, and cannot be transpiled; it is embedded as it is',
  'An older Ignition does not read Butane: the host would not boot.',
  'correct the errors in the file',
);
export const IN_BUTANE_CHILD = note(
  'KV5254',
  'a merged Butane file has findings',
  'The file is transpiled before it is embedded, and checked like every other config. Butane itself does neither.',
  'correct the named place',
);
export const IN_IGNITION_CHILD = note(
  'KV5255',
  'a merged Ignition file has findings',
  'Ignition reports this at boot. Butane embeds the file unchecked.',
  'correct the named place',
);
export const CHILD_AT_ITSELF = note(
  'KV5256',
  'the file merges itself, or too many files merge one another; it is embedded as it is',
  'A config that merges itself never ends.',
  'remove the file from the configs that it merges',
);

/** Findings of merged files. A file that a merged file merges gets the same ones. */
export const OF_CHILDREN = [NO_CHILD, CHILD_AS_IT_IS, IN_BUTANE_CHILD, IN_IGNITION_CHILD, CHILD_AT_ITSELF];

/** Faults of a source that Butane does not see. */
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
