/** What is looked at in an installation, in this order. Settings come before all of it: see settings.ts. */
import type { Check } from './check.ts';
import { dataFolder } from './data-folder.ts';
import { embeddedDatabase } from './embedded-database.ts';
import { node } from './node.ts';
import { ownDatabase } from './own-database.ts';
import { page } from './page.ts';
import { port } from './port.ts';
import { python } from './python.ts';

export type { Check, Found } from './check.ts';
export { readSettings } from './settings.ts';

export const CHECKS: readonly Check[] = [node, embeddedDatabase, ownDatabase, dataFolder, port, page, python];
