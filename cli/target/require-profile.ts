import { UsageError } from '../usage-error.ts';
import type { Profile, Profiles } from './profiles.ts';

/** Fails where there is no profile of the name, with those that there are. */
export function requireProfile({ profiles }: Profiles, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return profile;
  const names = Object.keys(profiles);
  const there = names.length === 0 ? 'there is none yet' : `there are ${names.join(', ')}`;
  throw new UsageError(`There is no profile ${JSON.stringify(name)}; ${there}.`);
}
