import { queryOptions } from '@tanstack/react-query';
import { call, objectTypes, queryClient } from '../../api/index.ts';
import type { Choice } from '../../kit/index.ts';
import type { Ask } from '../templates/shape.ts';

/** What may be chosen for an ask, and what is said where there is nothing. */
interface Choices {
  readonly none: string;
  readonly options: ReturnType<typeof choicesOf>;
}

const choicesOf = (kind: Ask['kind'], find: (signal: AbortSignal) => Promise<readonly Choice[]>) =>
  queryOptions({ queryKey: ['choices', kind], queryFn: ({ signal }) => find(signal) });

const PAGE = 100;

/** The list of the kinds of asks. */
export const CHOICES: Readonly<Record<Ask['kind'], Choices>> = {
  form: {
    none: 'Make a form first.',
    options: choicesOf('form', async (signal) => {
      const { results } = await call('GET /marketing/v3/forms', { query: { limit: PAGE } }, signal);
      return results.map(({ id, name }) => ({ id, name }));
    }),
  },
  email: {
    none: 'Make a marketing email first.',
    options: choicesOf('email', async (signal) => {
      const { results } = await call('GET /marketing/v3/emails', { query: { limit: PAGE } }, signal);
      return results.flatMap(({ id, name, subject }) =>
        id === undefined ? [] : [{ id, name: name || subject || `Email ${id}` }],
      );
    }),
  },
  dealStage: {
    none: 'The deals of this account have no pipeline.',
    options: choicesOf('dealStage', async (signal) => {
      const { results } = await call(
        'GET /crm/v3/pipelines/{objectType}',
        { path: { objectType: '0-3' } },
        signal,
      );
      return results.flatMap(({ label: pipeline, stages }) =>
        stages.map(({ id, label }) => ({ id, name: label, hint: results.length > 1 ? pipeline : undefined })),
      );
    }),
  },
  contactDate: {
    none: 'Contacts have no property of the type date: make one first.',
    options: choicesOf('contactDate', async (signal) => {
      const { results } = await call(
        'GET /crm/v3/properties/{objectType}',
        { path: { objectType: '0-1' } },
        signal,
      );
      // Of an instant nobody has a birthday; and what the account has made itself is most likely meant.
      const dates = results.filter(({ type, hidden }) => (type === 'date' || type === 'datetime') && !hidden);
      return dates
        .toSorted((a, b) => Number(a.hubspotDefined ?? false) - Number(b.hubspotDefined ?? false))
        .map(({ name, label }) => ({ id: name, name: label, hint: name }));
    }),
  },
  objectType: {
    none: '',
    options: choicesOf('objectType', async () => {
      const types = await queryClient.ensureQueryData(objectTypes);
      return types.map(({ id, plural }) => ({ id, name: plural }));
    }),
  },
};
