export * from './app';
export * from './cluster';
export * from './core';
export * from './topology';
