import { readdir } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyError } from 'fastify';
import { type App, notServed } from '../../platform/index.ts';

/** Files whose names have a hash of what is in them never change. */
const HASHED_SECONDS = 365 * 86_400;
/** The others, as the icon. */
const NAMED_SECONDS = 3_600;

/** The files of the built page, compressed when it was built. None where it is not built. */
export async function webFiles(app: App, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (!entries.some(({ name }) => name === 'index.html')) return;
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: 'pages' };
    });
    // A path that leads out of the folder is none of ours, as one that leads nowhere.
    files.setErrorHandler((error: FastifyError, request) => {
      throw (error.statusCode ?? 500) < 500 ? notServed(request, []) : error;
    });
    await files.register(fastifyStatic, {
      root: `${folder}/assets`,
      prefix: '/assets/',
      preCompressed: true,
      index: false,
      dotfiles: 'ignore',
      immutable: true,
      maxAge: HASHED_SECONDS * 1_000,
    });
    for (const name of entries.filter((entry) => entry.isFile()).map((entry) => entry.name))
      if (isPublic(name))
        files.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
          reply.sendFile(name, folder, { immutable: false, maxAge: NAMED_SECONDS * 1_000 }),
        );
  });
}

/** The document is sent as a page, compressed copies in place of what they are copies of, and the rest is for the build. */
function isPublic(name: string): boolean {
  return name !== 'index.html' && !/^\.|\.(?:br|gz)$/.test(name);
}
