import { type Check, well } from './check.ts';

/** An older one than Millrace runs on does not get here: the command itself refuses it. */
const TESTED_MAJOR = 24;

export const node: Check = {
  name: 'Node.js',
  async look() {
    const { node: version } = process.versions;
    const major = Number(version.split('.')[0]);
    if (major % 2 === 0) return well(version);
    return {
      state: 'worse',
      says: `${version} is no release with long support.`,
      todo: `Install Node.js ${TESTED_MAJOR}, on which Millrace is tested.`,
    };
  },
};
