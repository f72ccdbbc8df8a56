// The quick start in one file, with what the compiler made of it kept: one-file.cjs FOLDER (see docs/start-up.md)
require(require('node:path').join(process.argv[2], 'start.cjs'));
