import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Chromium is; `MILLRACE_CHROMIUM` says it of any other place. */
const PLACES = [
  process.env['MILLRACE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the tests, installed first where that can be done without asking: on Debian, as root. */
export async function findChromium(): Promise<string | undefined> {
  const found = installed();
  if (found !== undefined || !(await canInstall())) return found;
  console.log('Installing Chromium for the tests of the page (apt-get install chromium)');
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return installed();
}

function installed(): string | undefined {
  return PLACES.find((place) => place !== undefined && existsSync(place));
}

async function canInstall(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return false;
  return run('apt-get', ['--version']).then(
    () => true,
    () => false,
  );
}
