import { KvorumError } from '../../lib/core';

/** The error that a call throws. It fails the test when nothing is thrown. */
export function errorOf(call: () => unknown): KvorumError {
  const error = caught(call);
  if (error === undefined) throw new Error('nothing was thrown');
  return error;
}

/** All single errors that a call throws; empty when it throws none. Errors that are not the library's are passed on. */
export function errorsOf(call: () => unknown): readonly KvorumError[] {
  return caught(call)?.all ?? [];
}

/** The codes of all errors that a call throws. */
export function codesOf(call: () => unknown): string[] {
  return errorsOf(call).map(({ code }) => code);
}

/** All errors that a call throws, as `CODE property`. */
export function refusals(call: () => unknown): string[] {
  return errorsOf(call).map(codeAndProperty);
}

/** All errors that a call throws, as `CODE path property`. */
export function refusalsWithPath(call: () => unknown): string[] {
  return errorsOf(call).map(({ code, path, property }) => words(code, path, property));
}

/** An error as `CODE property`. */
export function codeAndProperty({ code, property }: KvorumError): string {
  return words(code, property);
}

/** The first line of an error's message, without its code and place. */
export function sentence({ message }: KvorumError): string {
  return (message.split('\n')[0] ?? '').replace(/^KV\d+( \[.*?\])?: /, '');
}

function caught(call: () => unknown): KvorumError | undefined {
  try {
    call();
    return undefined;
  } catch (e) {
    if (KvorumError.isKvorumError(e)) return e;
    throw e;
  }
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== '').join(' ');
}
