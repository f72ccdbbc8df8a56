import { LineMap } from '../../lib/yaml/line-map';

function places(text: string, offsets: readonly number[]): readonly string[] {
  const map = new LineMap(text);
  return offsets.map((offset) => `${map.lineOf(offset)}:${map.columnOf(offset)}`);
}

describe('lines and columns', () => {
  it('count from 1', () => {
    expect(places('ab\nc\n\nd', [0, 2, 3, 5, 6])).toEqual(['1:1', '1:3', '2:1', '3:1', '4:1']);
    expect(places('', [0])).toEqual(['1:1']);
  });

  it('know every line break of YAML 1.1', () => {
    expect(places('a\r\nb\rc\u0085d\u2028e\u2029f', [0, 3, 5, 7, 9, 11])).toEqual([
      '1:1',
      '2:1',
      '3:1',
      '4:1',
      '5:1',
      '6:1',
    ]);
  });

  it('count characters, forwards and backwards', () => {
    expect(places('😀я: 😀x\ny😀z', [2, 3, 7, 9, 12, 7, 0])).toEqual(['1:2', '1:3', '1:6', '2:1', '2:3', '1:6', '1:1']);
  });

  it('put what stands behind the end on a line of its own', () => {
    expect(places('? a', [3, 4])).toEqual(['1:4', '2:1']);
    expect(places('? a\n', [4])).toEqual(['2:1']);
  });
});
