import { CronSchedule } from '../../lib/core';
import { codesOf } from '../support/errors';

describe('CronSchedule', () => {
  it.each(['0 0 * * *', '*/5 1-3,7 1,15 jan-mar mon', '59 23 31 12 6', '0 0 * * SUN', '0-30/10 * * * *'])(
    'takes %s',
    (text) => {
      expect([CronSchedule.isValid(text), CronSchedule.parse(text).toString()]).toEqual([true, text]);
    },
  );

  it('leaves out what is between the fields', () => {
    expect(CronSchedule.parse(' 0   0\t* * * ').toString()).toBe('0 0 * * *');
  });

  it.each<[unknown, string]>([
    ['0 0 * *', 'it has 4 fields instead of five'],
    ['', 'it has 0 fields instead of five'],
    ['0 0 * * * *', 'it has 6 fields instead of five'],
    ['60 0 * * *', 'its minute is not 0 to 59'],
    ['0 24 * * *', 'its hour is not 0 to 23'],
    ['0 0 0 * *', 'its day of month is not 1 to 31'],
    ['0 0 * 13 *', 'its month is not 1 to 12'],
    ['0 0 * * 7', 'its day of week is not 0 to 6'],
    ['0 0 * mon *', 'its month is not 1 to 12'],
    ['5-1 0 * * *', 'its minute is not 0 to 59'],
    ['*/0 0 * * *', 'its minute is not 0 to 59'],
    ['1,,2 0 * * *', 'its minute is not 0 to 59'],
    ['@daily', 'it has 1 fields instead of five'],
    [5, 'it is not a string'],
  ])('refuses %j: %s', (text, fault) => {
    expect([
      CronSchedule.fault(text),
      CronSchedule.isValid(text),
      codesOf(() => CronSchedule.parse(text as string)),
    ]).toEqual([fault, false, ['KV1306']]);
  });

  it.each<[unknown, string | undefined]>([
    ['@daily', undefined],
    ['@every 1h30m', undefined],
    ['0 0 ? * *', undefined],
    ['0 0 * * *', undefined],
    ['@every day', 'it has 2 fields instead of five'],
    ['@dayly', 'it has 1 fields instead of five'],
    ['0 0 ?? * *', 'its day of month is not 1 to 31'],
    [5, 'it is not a string'],
  ])('a CronJob takes %j: %s', (text, fault) => {
    expect(CronSchedule.faultInCronJob(text)).toBe(fault);
  });

  it.each<[string, string, boolean]>([
    ['@daily', '0 0 * * *', true],
    ['00 03  * * *', '0 3 * * *', true],
    ['0 0 * * MON', '0 0 * * mon', true],
    ['10 0 * * *', '1 0 * * *', false],
    ['0 0 * * *', '0 1 * * *', false],
  ])('%s and %s are the same: %s', (a, b, same) => {
    expect(CronSchedule.areSame(a, b)).toBe(same);
  });
});
