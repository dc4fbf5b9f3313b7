import { bold, dim } from '../support/look.ts';
import { startServerChild } from '../support/server-child.ts';
import { tellStory } from './story.ts';

const TOKEN = 'millrace-demo-token';

/** Shows the main job on a server of its own, step by step. Fails with what went wrong. */
export async function runDemo({ isKept }: { readonly isKept: boolean }): Promise<void> {
  let number = 0;
  const step = (text: string) => console.log(`${bold(String(++number).padStart(2))}  ${text}`);
  const line = (text: string) => console.log(`    ${dim(text)}`);
  const began = performance.now();
  step('Starting PostgreSQL and Millrace');
  const server = await startServerChild({ token: TOKEN, onLine: line });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.stop());
  // Whoever reads the output may stop reading: `millrace demo | head`.
  process.stdout.on('error', () => void server.stop());
  try {
    await tellStory(server.url, TOKEN, { step, line });
    console.log(`\n${bold('Done')} in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    if (isKept) {
      console.log(
        `\nThe page is at ${server.url}; sign in with ${TOKEN}, which is the API's token, too. Ctrl-C stops the server.`,
      );
      await server.gone;
    } else console.log('With --keep the server stays up, and its page can be looked at.');
  } catch (error) {
    throw new Error(`The demo failed: ${(error as Error).message}`);
  } finally {
    await server.stop();
  }
}
