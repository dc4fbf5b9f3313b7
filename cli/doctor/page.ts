import { stat } from 'node:fs/promises';
import path from 'node:path';
import { WEB_FOLDER } from '../../server/src/roles/web/index.ts';
import { type Check, well } from './check.ts';

export const page: Check = {
  name: 'page',
  async look({ webFolder = WEB_FOLDER }) {
    const isThere = await stat(path.join(webFolder, 'index.html')).then(
      () => true,
      () => false,
    );
    if (isThere) return well('is built');
    return {
      state: 'worse',
      says: `There is no page in ${webFolder}; the API runs without it.`,
      todo: 'In a clone: npm run build:web. Else install again.',
    };
  },
};
