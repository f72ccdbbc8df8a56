import type { ButaneConfig } from './config';

/** Stub, to be thrown away: the transpiler takes this place. */
export function transpile(
  config: ButaneConfig,
  _options: { readonly compress: 'never' | 'auto' },
): { readonly json: string; readonly report: { readonly entries: readonly StubEntry[] } } {
  return { json: `${JSON.stringify(config)}\n`, report: { entries: [] } };
}

interface StubEntry {
  readonly severity: 'error' | 'warning' | 'info';
  readonly path: string;
  readonly message: string;
}
