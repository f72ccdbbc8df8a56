import type { ButaneDropin, ButaneSystemd, ButaneUnit } from '../butane/config';
import { bool, objects, struct, text } from './field';

const byName = { key: 'name' };
const contentsLocal = text('contents_local', { json: undefined, since: 4 });

const DROPIN = struct<ButaneDropin>()({
  go: 'Dropin',
  fields: [text('contents'), contentsLocal, text('name', { required: true })],
});

const UNIT = struct<ButaneUnit>()({
  go: 'Unit',
  fields: [
    text('contents'),
    contentsLocal,
    objects('dropins', DROPIN, byName),
    bool('enabled'),
    bool('mask'),
    text('name', { required: true }),
  ],
});

/** Units of systemd, and their drop-ins. */
export const SYSTEMD = struct<ButaneSystemd>()({ go: 'Systemd', fields: [objects('units', UNIT, byName)] });
