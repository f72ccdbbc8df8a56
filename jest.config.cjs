const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: { '^kvorum$': '<rootDir>/lib/index.ts', '^kvorum/(.*)$': '<rootDir>/lib/$1/index.ts' },
};

// These run the compiled library.
const compiled = { ...shared, globalSetup: '<rootDir>/test/package/build-once.cjs' };

const { availableParallelism } = require('node:os');

module.exports = {
  // By default jest leaves one of two cores idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/', '<rootDir>/test/package/'],
    },
    // The unit tests once more, on other versions of Node. What is left out asks other programs than Node, or tries random
    // cases at length: the deep tier runs these there, too.
    {
      ...shared,
      displayName: 'runtime',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/(conformance|package|layers|docs|judges)/',
        '/(bad-input|endless-input|round-trip|places|leak|same-as-cdk8s)\\.test\\.ts$',
      ],
    },
    { ...compiled, displayName: 'package', testMatch: ['<rootDir>/test/package/**/*.test.ts'] },
    { ...compiled, displayName: 'conformance', testMatch: ['<rootDir>/test/conformance/**/*.test.ts'] },
  ],
};
