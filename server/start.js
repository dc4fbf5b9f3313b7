/**
 * What `npm start` runs. It is plain JavaScript for the sake of one sentence: an older Node.js cannot even read the server, which is
 * TypeScript, and says so in words that help nobody.
 */
const NODE_MAJOR_MIN = 24;

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  console.error(
    `Millrace needs Node.js ${NODE_MAJOR_MIN} or newer, and this is ${process.versions.node}. "npm ci" brings one by itself ` +
      '(the package "node"), unless it is told to run no install scripts; or install Node.js 24.',
  );
  process.exit(1);
}
await import('./src/main.ts');
