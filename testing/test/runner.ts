/** A test runner in short: starts a server and makes an account, says where, and then waits, ends, or stops it. */
import { startMillrace } from '../index.ts';

const millrace = await startMillrace();
await millrace.account();
console.log(millrace.url);
switch (process.argv[2]) {
  case 'wait':
    setInterval(() => undefined, 1_000);
    break;
  case 'stop':
    await millrace.stop();
}
