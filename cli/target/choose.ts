import { UsageError } from '../usage-error.ts';
import { readProfiles } from './profiles.ts';
import { requireProfile } from './require-profile.ts';
import { Target } from './target.ts';

/** Where a server listens unless it is told otherwise. */
const USUAL_URL = 'http://127.0.0.1:4040';

/**
 * The server that a command speaks to: of the profile that is named, else of `MILLRACE_PROFILE`, else of `MILLRACE_URL` and `MILLRACE_TOKEN`, else of the
 * profile that is the usual one.
 */
export async function chooseTarget(named: string | undefined): Promise<Target> {
  const { env } = process;
  const name = named ?? env['MILLRACE_PROFILE'];
  if (name !== undefined && name !== '') return byName(name);
  if (env['MILLRACE_TOKEN'])
    return new Target({ name: null, url: env['MILLRACE_URL'] || USUAL_URL, token: env['MILLRACE_TOKEN'] });
  const usual = (await readProfiles()).default;
  if (usual !== undefined) return byName(usual);
  throw new UsageError(
    'It is not said which server is meant. Name one by "millrace profiles add local --url http://127.0.0.1:4040", which asks for its token, or set MILLRACE_URL and MILLRACE_TOKEN.',
  );
}

async function byName(name: string): Promise<Target> {
  return new Target({ name, ...requireProfile(await readProfiles(), name) });
}
