import { decodeLoosely, decodeText } from '../../lib/yaml/bytes';
import { faultOf } from './refusal';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

describe('the text of a file', () => {
  it('is UTF-8, with or without its mark', () => {
    expect(decodeText(Buffer.from('a: я'))).toBe('a: я');
    expect(decodeText(Buffer.concat([MARK, Buffer.from('a')]))).toBe('a');
    expect(decodeText('\ufeffa')).toBe('a');
    expect(decodeText('\ufeff\ufeffa')).toBe('\ufeffa');
  });

  it('is UTF-16 when its mark says so', () => {
    const little = Buffer.from('\ufeffa😀', 'utf16le');
    expect(decodeText(little)).toBe('a😀');
    expect(decodeText(Buffer.from(little).swap16())).toBe('a😀');
  });

  it('is refused where it is none', () => {
    const broken = Buffer.concat([MARK, Buffer.from('я\ufffd: '), Buffer.from([0xff, 0x61])]);
    expect(faultOf(() => decodeText(broken))).toBe('4: the file is not UTF-8');
    expect(decodeLoosely(broken)).toBe('я\ufffd: \ufffda');
    expect(faultOf(() => decodeText(Buffer.from([0xff, 0xfe, 0x61])))).toBe('0: the file is not UTF-16LE');
    expect(faultOf(() => decodeText(Buffer.from([0x61, 0xc0, 0x80])))).toBe('1: the file is not UTF-8');
  });
});
