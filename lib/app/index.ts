export { ClusterApp } from './cluster-app';
export type { ClusterAppProps } from './app-props';
export { OutputFiles } from './output-files';
export type { OutputFolder, OutputKind, RenderedFile } from './rendered-file';
