/** The version of the package. */
export function packageVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file lies beside build/, outside of the sources
  return (require('../../package.json') as { readonly version: string }).version;
}
