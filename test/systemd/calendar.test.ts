import { SystemdUnit } from 'kvorum/machine';

import { isCalendar } from '../../lib/systemd/calendar';
import { refusals } from '../support/errors';
import { BAD_CALENDARS, GOOD_CALENDARS } from './calendars';

describe('a calendar expression', () => {
  it.each(GOOD_CALENDARS)('%s is one', (text) => expect(isCalendar(text)).toBe(true));
  it.each(BAD_CALENDARS)('%s is none', (text) => expect(isCalendar(text)).toBe(false));

  it('is what a timer waits for: without one systemd refuses it', () => {
    const timer = (...OnCalendar: string[]) =>
      refusals(() => new SystemdUnit({ name: 'x.timer', timer: { OnCalendar } }));
    expect(timer('daily', 'every day')).toEqual(['KV5662 timer.OnCalendar[1]']);
    expect(timer('daily', '*-*-1 03:00')).toEqual([]);
  });
});
