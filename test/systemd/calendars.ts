/** Calendar expressions that systemd reads. */
export const GOOD_CALENDARS = [
  ...['daily', 'Weekly', 'weekly UTC', 'semiannually', 'minutely Europe/Moscow', '@1700000000'],
  ...['Mon', 'mon..fri', 'Mon-Fri 10:00', 'Mon,Wed..Friday 10:00', 'Mon *-*-1..7', 'Mon..Fri *-*-* 03:00:00'],
  ...['*-*-*', '05-01', '2026-12-24', '2026-02-30', '*-*~1', '*-02~03/1', '*-1..3,6-1/2 1,2:3', '*-1/3-01 00:00 UTC'],
  ...[
    '10:00',
    '*:*',
    '*:0/15',
    '1..5:00',
    '10:00:00.5',
    '10:00:0/0.5',
    '*-*-* *:*:*',
    '10:00 Europe/Moscow',
    '8,20:30',
  ],
];

/** And those that it does not. */
export const BAD_CALENDARS = [
  ...['', 'nonsense', 'every day', '*', 'mon 10', '@daily', '*:*/15', '*/2:00', '10:00 Mon', '*-*-1..7 Mon', '10'],
  ...[
    'Sat..Mon',
    'Thur',
    'Mond',
    'Mon..Wed..Fri',
    '@1700000000.5',
    '*-13-01',
    '*-0-1',
    '*-*-0',
    '*-*-32',
    '1/0-1-1',
    '1969-1-1',
  ],
  ...['24:00', '10:60', '0:0:60', '5..1:00', '0/0:00', '10:00:', '-1:00', '10:00 10:00', '*-*-* 10:00 x', '1e1:00'],
];
