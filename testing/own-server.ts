import { randomUUID } from 'node:crypto';
import { type ServerChild, startServerChild } from '../cli/support/server-child.ts';
import { type Template, templateOfRelease } from './template.ts';

/** A server for this process alone, and the token of its first account. */
export interface OwnServer extends ServerChild {
  readonly token: string;
}

/** Starts a server from the template, which is made at the first start, and made anew where no server comes up from it. */
export async function startOwnServer(): Promise<OwnServer> {
  const template = await templateOfRelease();
  if (template.isThere) {
    try {
      return await startFrom(template);
    } catch {
      // Whatever is wrong: if it is not the template, the start from a new one says it.
      await template.remove();
    }
  }
  if (await template.hasPlace()) await make(template);
  return startFrom(template);
}

async function startFrom(template: Template): Promise<OwnServer> {
  const token = randomUUID();
  const fill = async (dataDir: string) => {
    if (template.isThere) await template.copyTo(dataDir);
  };
  return { ...(await startServerChild({ token, logLevel: 'error', fill })), token };
}

/** The template is for speed alone: where it cannot be kept, as on a full disk, every start makes its data. */
async function make(template: Template): Promise<void> {
  const keep = (dataDir: string) => template.take(dataDir).catch(() => undefined);
  const server = await startServerChild({ token: randomUUID(), logLevel: 'error', keep });
  await server.stop();
}
