/** `npm run bench -- <name> [options]`: JSON lines, one a figure, on standard output; what a person reads on standard error. */
import { BENCHES } from './list.ts';
import { Refused } from './refused.ts';

const [name, ...args] = process.argv.slice(2);
const bench = BENCHES.find((each) => each.name === name);
if (!bench) {
  if (name !== undefined) console.error(`There is no bench ${JSON.stringify(name)}. There are:`);
  for (const each of BENCHES) console.error(`  ${each.name.padEnd(8)} ${each.summary}`);
  process.exit(2);
}
try {
  await bench.run(args);
} catch (error) {
  if (error instanceof Refused) console.error(error.message);
  else console.error(`The bench ${bench.name} failed:`, error);
  process.exitCode = 1;
}
