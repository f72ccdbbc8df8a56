// No module may import itself over others. Imports that only name types leave no trace in the output: circles of them are
// harmless, so that they are not looked at here.
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
  options: { ...options, tsPreCompilationDeps: false },
};
