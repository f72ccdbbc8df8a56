import { printWarning } from '../../lib/core/warn';

test('many copies of the library in one process guard the stream once', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  printWarning('first');
  const before = process.stderr.listenerCount('error');
  for (let i = 0; i < 20; i++) {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      (require('../../lib/core/warn') as { printWarning(text: string): void }).printWarning('again');
    });
  }
  expect(write).toHaveBeenCalledTimes(21);
  write.mockRestore();
  expect(process.stderr.listenerCount('error')).toBe(before);
});
