import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** A server, and the token with which it is asked. */
export interface Profile {
  readonly url: string;
  readonly token: string;
}

export interface Profiles {
  /** The one that is meant where none is named. */
  readonly default?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const schema = z.strictObject({
  default: z.string().optional(),
  profiles: z.record(z.string(), z.strictObject({ url: z.url(), token: z.string().min(1) })),
});

/** For its owner alone: it holds tokens. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Where the profiles of this user are kept: `$XDG_CONFIG_HOME/millrace/profiles.json`, by default below `~/.config`. */
export function profilesFile(): string {
  const config = process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
  return path.join(config, 'millrace', 'profiles.json');
}

/** None where there is no file. Fails for a file that is not one of profiles, by its name and what is wrong with it. */
export async function readProfiles(): Promise<Profiles> {
  const file = profilesFile();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: ${error.message}`);
  });
  if (text === undefined) return { profiles: {} };
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`${file} is no file of profiles: ${why}`);
  }
}

/** Whole or not at all: another process reads the old ones until the new ones are there. */
export async function writeProfiles(profiles: Profiles): Promise<void> {
  const file = profilesFile();
  await mkdir(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
  const incoming = `${file}.${process.pid}`;
  await writeFile(incoming, `${JSON.stringify(profiles, null, 2)}\n`, { mode: FILE_MODE });
  await chmod(incoming, FILE_MODE);
  await rename(incoming, file);
}
