import type { FoundInText } from '../report/report-of';
import type { ReportRule } from '../report/rule';
import { rulesOf } from '../report/rule';
import type { ButaneSource } from './source';

const rule = rulesOf('the library: Butane says nothing of it');

const note = (code: string, message: string, explanation: string, fix: string): ReportRule => ({
  ...rule(code, 'warning', message, explanation, fix),
  isNote: true,
});

const LATER_DOCUMENT = note(
  'KV5250',
  'nothing from here on is read: a config is one document',
  'Butane reads the first document of a file, and drops the others without a word.',
  'make a file of its own of the document, or take the --- out',
);
const CUT_NUMBER = note(
  'KV5251',
  'the fraction of this number is dropped',
  'A whole number is expected here. Butane cuts others without a word: 1.9 becomes 1.',
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
  'correct what is wrong with the file',
);
export const IN_BUTANE_CHILD = note(
  'KV5254',
  'something was found in a merged file that is Butane',
  'The file is transpiled before it is embedded, and looked at like every other config. Butane itself does neither.',
  'correct the place that is named',
);
export const IN_IGNITION_CHILD = note(
  'KV5255',
  'something was found in a merged file that is Ignition',
  'Ignition says this at boot. Butane embeds the file without a look.',
  'correct the place that is named',
);
export const CHILD_AT_ITSELF = note(
  'KV5256',
  'the file merges itself, or too many files merge one another; it is embedded as it is',
  'A config that merges itself has no end.',
  'take the file out of the configs that it merges',
);

/** What is said of merged files. Said of a file that a merged file merges, it stays the same. */
export const OF_CHILDREN = [NO_CHILD, CHILD_AS_IT_IS, IN_BUTANE_CHILD, IN_IGNITION_CHILD, CHILD_AT_ITSELF];

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
