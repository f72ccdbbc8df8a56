/** What systemd itself says of calendar expressions. */
import { spawnSync } from 'node:child_process';

import { isCalendar } from '../../lib/systemd/calendar';
import { BAD_CALENDARS, GOOD_CALENDARS } from '../systemd/calendars';
import { describeConformance, judge } from '../judges/shared';

const DAYS = ['', 'Mon ', 'sun ', 'Tue..Thu ', 'Fri..Tue ', 'sat,mon '];
const DATES = ['', '*-*-* ', '02-29 ', '2026-1..12-1/7 ', '*-12..1-01 ', '*-*-31,1 ', '*-*~05 ', '99999-01-01 '];
const TIMES = ['00:00', '23:59:59.999999', '*:1,3,60', '0..23/2:0', '9..9:5..4', '7:07:07 UTC', '7:7:*'];

describeConformance('a calendar expression', { judges: ['systemd-analyze'] }, () => {
  const isTaken = (text: string): boolean => spawnSync(judge('systemd-analyze'), ['calendar', '--', text]).status === 0;

  it.each(GOOD_CALENDARS)('%s is one', (text) => expect(isTaken(text)).toBe(true));
  it.each(BAD_CALENDARS)('%s is none', (text) => expect(isTaken(text)).toBe(false));

  it('is one for both or for neither', () => {
    const texts = DAYS.flatMap((day) => DATES.flatMap((date) => TIMES.map((time) => `${day}${date}${time}`)));
    const differing = texts.filter((text) => isCalendar(text) !== isTaken(text));
    expect(texts.filter(isCalendar).length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  }, 60_000);
});
