// Compiles the library as it stands, once before the tests that run it as its users do.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  const build = spawnSync('npm', ['run', 'build', '--silent'], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the build failed:\n${build.stdout}${build.stderr}`);
};
