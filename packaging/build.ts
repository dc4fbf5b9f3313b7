/** `npm run build`: makes the package that people install, in `build/millrace`, from the sources as they are. */
import { rm } from 'node:fs/promises';
import { ensurePage } from '../web/scripts/ensure-page.ts';
import { copyAssets } from './assets.ts';
import { compile } from './compile.ts';
import { writeManifest } from './manifest.ts';
import { PACKAGE } from './places.ts';
import { sayPackageSize } from './size.ts';

await rm(PACKAGE, { recursive: true, force: true });
await ensurePage(console.log);
await compile();
await copyAssets();
await writeManifest();
await sayPackageSize();
