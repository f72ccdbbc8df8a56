import type { Struct } from './field';
import { bool, objects, text } from './field';

const byName = { key: 'name' };
const contentsLocal = text('contents_local', { json: undefined, since: 4 });

const DROPIN: Struct = {
  go: 'Dropin',
  fields: [text('contents'), contentsLocal, text('name', { required: true })],
};

const UNIT: Struct = {
  go: 'Unit',
  fields: [
    text('contents'),
    contentsLocal,
    objects('dropins', DROPIN, byName),
    bool('enabled'),
    bool('mask'),
    text('name', { required: true }),
  ],
};

/** Units of systemd, and their drop-ins. */
export const SYSTEMD: Struct = { go: 'Systemd', fields: [objects('units', UNIT, byName)] };
