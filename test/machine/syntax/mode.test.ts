import { decimalModeWarning, isTypicalMode, modeFault, specialBitsWarning } from '../../../lib/machine/syntax/mode';

describe('a mode', () => {
  it('is at most 07777', () => {
    for (const mode of [0, 0o644, 0o7777]) expect(modeFault(mode)).toBeUndefined();
    for (const mode of [-1, 0o10000]) expect(modeFault(mode)).toBe('illegal file mode');
  });

  it('with setuid, setgid or sticky bits is a warning before 3.6.0', () => {
    expect(specialBitsWarning(0o755)).toBeUndefined();
    for (const mode of [0o1777, 0o2755, 0o4755]) expect(specialBitsWarning(mode)).toContain('older than 3.6.0');
  });

  it.each([0, 0o400, 0o600, 0o644, 0o664, 0o755, 0o750, 0o4755, 0o2750])('%o is typical for a file', (mode) => {
    expect(isTypicalMode(mode, 'file')).toBe(true);
  });

  it.each([0o740, 0o466, 0o200, 0o100, 0o074, 0o1777, 0o4644, 0o4777, 644, 0o7644])('%o is not', (mode) => {
    expect(isTypicalMode(mode, 'file')).toBe(false);
  });

  it.each([0, 0o700, 0o755, 0o1777, 0o2775])('%o is typical for a directory', (mode) => {
    expect(isTypicalMode(mode, 'directory')).toBe(true);
  });

  it.each([0o644, 0o4755, 0o1555])('%o is not', (mode) => {
    expect(isTypicalMode(mode, 'directory')).toBe(false);
  });

  it('that lacks its leading zero is a warning', () => {
    expect(decimalModeWarning(644, 'file')).toContain('remember to add a leading zero');
    expect(decimalModeWarning(1777, 'directory')).toContain('remember to add a leading zero');
    for (const mode of [0o644, 420, 689, 10644, -644, 644.5]) expect(decimalModeWarning(mode, 'file')).toBeUndefined();
    expect(decimalModeWarning(644, 'directory')).toBeUndefined();
  });
});
