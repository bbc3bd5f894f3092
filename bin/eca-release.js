#!/usr/bin/env node
// Plain old JavaScript: an older Node cannot even parse the TypeScript sources, and must say so in one line.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    'eca-release needs Node 22.19 or newer, and this is Node ' +
      process.versions.node +
      '. Use the Node that comes with the project: npm ci, then npm run release (or npm run eca -- <verb>).',
  );
  process.exitCode = 2;
} else {
  // Most of a short run would be compiling the same files again: Node keeps what it made of them, and of the libraries.
  var url = process.getBuiltinModule('node:url');
  process
    .getBuiltinModule('node:module')
    .enableCompileCache(
      url.fileURLToPath(new URL('../node_modules/.cache/eca-release', import.meta.url)),
    );
  void import('../src/main.ts');
}
