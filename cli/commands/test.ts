import { type Command, Option } from 'commander';
import { EXIT } from '../exit.ts';
import { stopping } from '../support/stopping.ts';
import { UsageError } from '../usage-error.ts';
import type { AddCommand } from './command.ts';

interface Options {
  readonly only?: string;
  readonly concurrency: number;
  readonly reporter: 'plain' | 'tap' | 'junit';
  readonly output?: string;
  readonly json?: true;
}

/** Tests of YAML that run at once: each is little work for this process, and more for the server. */
const CONCURRENCY = 4;

export const test: AddCommand = (program) => {
  const command: Command = program.command('test');
  command
    .summary('run the tests of flows: *.flow.test.yaml, .ts, .js')
    .description(
      'Runs the tests of flows below this folder, or those that are named: files of YAML that say what is given, when and then, and files of node:test with millrace/testing. A server of their own is started for them, unless MILLRACE_URL and MILLRACE_TOKEN name one; each test has an account of its own. Ends with 1 when one has failed.',
    )
    .argument('[paths...]', 'files, or folders to look for tests in')
    .option('--only <text>', 'only tests that have this in their name')
    .addOption(
      new Option('--concurrency <count>', 'how many tests of YAML, and files of others, run at once')
        .default(CONCURRENCY)
        .argParser(countOf),
    )
    .addOption(
      new Option('--reporter <report>', 'how it is told').choices(['plain', 'tap', 'junit']).default('plain'),
    )
    .option('--output <file>', 'write the report into a file')
    .option('--json', 'answer in JSON, for programs')
    .addHelpText(
      'after',
      '\nExamples:\n  millrace test\n  millrace test flows --only "ninety days"\n  millrace test --reporter junit --output report.xml',
    )
    .action(async (paths: readonly string[], options: Options) => {
      const [{ runFlowTests }, { REPORTS }, { reportTo }] = await Promise.all([
        import('../flow-tests/run.ts'),
        import('../flow-tests/report/index.ts'),
        import('../flow-tests/report/write.ts'),
      ]);
      const out = await reportTo(options.output);
      const signal = stopping();
      try {
        await runFlowTests({
          paths,
          only: options.only,
          concurrency: options.concurrency,
          report: REPORTS[options.json ? 'json' : options.reporter],
          write: out.write,
          signal,
        });
      } catch (error) {
        await out.end();
        if (!signal.aborted) throw error;
        // What is under way at a server that runs on is not waited for.
        console.error((error as Error).message);
        process.exit(EXIT.FAILED);
      }
      await out.end();
    });
};

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new UsageError(`--concurrency must be a whole number from 1 on, not ${JSON.stringify(text)}.`);
}
