import { type Context, onTarget } from '../../support/on-target.ts';
import type { AddCommand } from '../command.ts';

interface Options {
  readonly scopes: readonly string[];
  readonly expires?: string;
}

export const tokensMake: AddCommand = (tokens) => {
  const command = tokens
    .command('make')
    .summary('make an access token, and print it: it is shown only now')
    .argument('<name>', 'what it is for')
    .requiredOption('--scopes <scope...>', 'what it may do: automation crm.objects.contacts.read, or all')
    .option('--expires <instant>', 'until when it is good: 2027-12-31T00:00:00Z')
    .addHelpText(
      'after',
      '\nExamples:\n  millrace tokens make ci --scopes automation crm.objects.contacts.read\n  millrace tokens make ci --scopes all > token.txt',
    );
  onTarget(command, async ({ target, out, options }: Context<Options>, name: string) => {
    const { scopes, expires: expiresAt } = options;
    const [first] = scopes;
    const body = {
      name,
      scopes: scopes.length === 1 && first === 'all' ? ('all' as const) : [...scopes],
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    const made = await target.call('POST /millrace/v1/tokens', { body });
    if (!out.isJson) out.note(`Token ${made.id}, ${name}. It is shown only now:`);
    out.result(made, () => made.token);
  });
};
