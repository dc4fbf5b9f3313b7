import { account } from './account.tsx';
import { adapters } from './adapters.tsx';
import { apps } from './apps.tsx';
import { audit } from './audit.tsx';
import { limits } from './limits.tsx';
import { objectTypesSection } from './object-types.tsx';
import { people } from './people.tsx';
import { propertiesSection } from './properties.tsx';
import { retention } from './retention.tsx';
import { secrets } from './secrets.tsx';
import type { Section } from './section.ts';
import { subscriptions } from './subscriptions.tsx';
import { tokens } from './tokens.tsx';

/** The list of the sections, in groups. */
export const SECTIONS: readonly (readonly Section[])[] = [
  [account, tokens, apps, secrets],
  [propertiesSection, objectTypesSection, people, subscriptions],
  [adapters, limits, retention, audit],
];
