import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Check, well } from './check.ts';

/** A program that says its version takes a moment. */
const PATIENCE_MS = 10_000;

export const python: Check = {
  name: 'python3',
  async look({ code }) {
    if (code?.isOn === false) return well('is not needed: MILLRACE_CODE is off');
    try {
      const { stdout } = await promisify(execFile)('python3', ['--version'], { timeout: PATIENCE_MS });
      return well(stdout.trim());
    } catch {
      return {
        state: 'worse',
        says: 'There is no python3 that can be run: custom code in Python will fail, that in JavaScript runs.',
        todo: 'Install python3 if flows have code in Python. See docs/custom-code.md.',
      };
    }
  },
};
