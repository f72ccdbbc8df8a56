const WORDS = ['minutely', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly', 'annually'];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const ZONE = /^(?:utc|[a-z_]+(?:\/[a-z0-9_+-]+)+)$/i;
const ANY_DAY = 31;

/** The smallest and the largest number of each part of a date or a time. */
const YEAR = [1970, 2199] as const;
const MONTH = [1, 12] as const;
const DAY = [1, ANY_DAY] as const;
const HOUR = [0, 23] as const;
const SIXTIETH = [0, 59] as const;
const SECOND = [0, 59.999999] as const;
const EPOCH = /^@\d{1,15}$/;

/**
 * Whether a text is a calendar expression of systemd, such as `Mon..Fri *-*-* 03:00:00 Europe/Moscow`. Not checked:
 * whether the time zone exists, and whether the time ever comes.
 */
export function isCalendar(text: string): boolean {
  const words = text.split(' ');
  if (words.length > 1 && ZONE.test(words.at(-1) ?? '')) words.pop();
  const [first = ''] = words;
  if (words.length === 1 && (WORDS.includes(first.toLowerCase()) || EPOCH.test(first))) return true;
  const rest = isWeekdays(first) ? words.slice(1) : words;
  const [date = '', time = ''] = rest;
  if (rest.length === 0) return true;
  return rest.length === 1 ? isDate(date) || isTime(date) : rest.length === 2 && isDate(date) && isTime(time);
}

function isWeekdays(word: string): boolean {
  return word.split(',').every((item) => {
    const days = item
      .toLowerCase()
      .split(/\.\.|-/)
      .map(weekday);
    return days.length <= 2 && days.every((day) => day >= 0) && (days[0] ?? 0) <= (days[1] ?? DAYS.length);
  });
}

function weekday(name: string): number {
  return DAYS.findIndex((day) => day === name || day.slice(0, 3) === name);
}

function isDate(word: string): boolean {
  const [, year = '*', month = '', day = ''] = /^(?:([^-~]+)-)?([^-~]+)[-~]([^-~]+)$/.exec(word) ?? [];
  return isPart(year, YEAR) && isPart(month, MONTH) && isPart(day, DAY);
}

function isTime(word: string): boolean {
  const [, hour = '', minute = '', second = '0'] = /^([^:]+):([^:]+)(?::([^:]+))?$/.exec(word) ?? [];
  return isPart(hour, HOUR) && isPart(minute, SIXTIETH) && isPart(second, SECOND, '(?:\\.\\d{1,6})?');
}

/** A list of numbers, ranges and steps, or all of them. */
function isPart(part: string, [least, most]: readonly [number, number], fraction = ''): boolean {
  const form = new RegExp(`^(\\d{1,4}${fraction})(?:\\.\\.(\\d{1,4}${fraction}))?(?:/(\\d{1,4}${fraction}))?$`);
  if (part === '*') return true;
  return part.split(',').every((item) => {
    const [, from = '', to = from, step = '1'] = form.exec(item) ?? [];
    return from !== '' && least <= Number(from) && Number(from) <= Number(to) && Number(to) <= most && Number(step) > 0;
  });
}
