import { generatedFiles } from './generate/files.ts';
import { staleFiles, writeFiles } from './generate/write.ts';

/** Makes the files that are made from the source; with `--check` it only says which of them are out of date. */
const check = process.argv.includes('--check');
const files = await generatedFiles();
const stale = await staleFiles(files);
if (check) {
  for (const file of stale)
    console.error(`${file.path} is out of date: run "npm run generate" and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  await writeFiles(stale);
  for (const file of stale) console.log(`wrote ${file.path}`);
  if (stale.length === 0) console.log('everything is up to date');
}
