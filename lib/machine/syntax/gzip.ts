import type { ZlibOptions } from 'node:zlib';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';

/** Header and trailer of gzip, without a name. */
const FRAME = 18;
/** The size of the smallest gzip output. */
const SMALLEST = 25;
/** Place of the system in the header. */
const SYSTEM = 9;
const UNKNOWN_SYSTEM = 0xff;

/**
 * Compresses bytes if butane's result would be shorter than a limit.
 *
 * @param limit A number of bytes; butane compresses where its result is shorter.
 * @returns undefined where it is not. Else the same contents, as zlib writes them: in other bytes than butane's.
 */
export function gzipIfBelow(bytes: Uint8Array, limit: number): Buffer | undefined {
  if (limit <= SMALLEST) return undefined;
  const packed = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION, ...roomFor(bytes.length) });
  // zlib and Go differ by at most this much; within it, a second run decides.
  const apart = 8 + packed.length / 64;
  if (packed.length - apart >= limit) return undefined;
  if (packed.length + apart >= limit && lengthInGo(bytes) >= limit) return undefined;
  // zlib writes the system that it was built for.
  packed[SYSTEM] = UNKNOWN_SYSTEM;
  return packed;
}

/**
 * The length of the bytes as Go compresses them. It is exact for short contents, and up to five bytes off for long
 * ones, where a compressor uses dynamic Huffman blocks.
 *
 * Go closes with an empty block, as zlib does at a flush. It also finds repeats of the very first bytes, which zlib
 * does only when a dictionary precedes them: here one of bytes that do not occur in them.
 */
function lengthInGo(bytes: Uint8Array): number {
  const used = new Set(bytes);
  const unused = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !used.has(byte));
  const dictionary = Buffer.from(unused.length < 3 ? [0, 0xff, 0] : unused.slice(0, 3));
  const { Z_BEST_COMPRESSION: level, Z_SYNC_FLUSH: finishFlush } = constants;
  const room = roomFor(bytes.length + dictionary.length);
  return FRAME + deflateRawSync(bytes, { level, finishFlush, dictionary, ...room }).length;
}

// What zlib makes room for takes longer than short contents do. The result is the same in less, as long as all of the
// contents lie within the window, short of what zlib keeps free in it, and fit into one block.
const SHORT = 4000;
const KEPT_FREE = 262;

function roomFor(length: number): ZlibOptions {
  if (length > SHORT) return {};
  let windowBits = 9;
  while (2 ** windowBits - KEPT_FREE < length) windowBits += 1;
  let memLevel = 1;
  while (64 * 2 ** memLevel <= length) memLevel += 1;
  return { windowBits, memLevel, chunkSize: Math.max(64, length + 64) };
}
