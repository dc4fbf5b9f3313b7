import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { only, parseSearch, stringifySearch } from './address.ts';
import { ApiFailure, BASE, queryClient, session } from './api/index.ts';
import { readEditorSearch } from './editor/search.ts';
import { readEmailsSearch } from './emails/search.ts';
import { readErrorsSearch } from './errors-page/search.ts';
import { readFlowsSearch } from './flows-page/search.ts';
import { readFormsSearch } from './forms/search.ts';
import { readEnrollmentsSearch, readStepsSearch } from './history/search.ts';
import { readListsSearch } from './lists/search.ts';
import { readMailboxSearch } from './mailbox/search.ts';
import { readOutboxSearch } from './outbox/search.ts';
import { readPassageSearch } from './passage/search.ts';
import { readRecordsSearch } from './records/search.ts';
import { readRevisionsSearch } from './revisions/search.ts';
import { readSettingsSearch } from './settings/search.ts';
import { Missing, Opening, Shell, Trouble } from './shell/index.ts';
import { readWatchSearch } from './watch/search.ts';
import { readWhySearch } from './why/search.ts';

const root = createRootRoute({ notFoundComponent: Missing, errorComponent: Trouble });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' ? { next: search['next'] } : {},
  component: lazyRouteComponent(() => import('./sign-in/index.ts'), 'SignInPage'),
});

/** What takes longer is said to be under way. */
const OPENING_MS = 300;

/** All pages of those who are signed in; others are sent to sign in, and come back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  pendingComponent: Opening,
  pendingMs: OPENING_MS,
  pendingMinMs: 0,
  beforeLoad: async ({ location }) => {
    await queryClient.ensureQueryData(session).catch((error: unknown) => {
      if (error instanceof ApiFailure && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    });
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/flows', replace: true });
  },
});

const flows = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows',
  validateSearch: only(readFlowsSearch),
  component: lazyRouteComponent(() => import('./flows-page/index.ts'), 'FlowsPage'),
});

const editor = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId',
  validateSearch: only(readEditorSearch),
  component: lazyRouteComponent(() => import('./editor/index.ts'), 'EditorRoute'),
});

const watch = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId/watch',
  validateSearch: only(readWatchSearch),
  component: lazyRouteComponent(() => import('./watch/index.ts'), 'WatchPage'),
});

const enrollments = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId/enrollments',
  validateSearch: only(readEnrollmentsSearch),
  component: lazyRouteComponent(() => import('./history/index.ts'), 'EnrollmentsPage'),
});

const steps = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId/steps',
  validateSearch: only(readStepsSearch),
  component: lazyRouteComponent(() => import('./history/index.ts'), 'StepsPage'),
});

const revisions = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId/revisions',
  validateSearch: only(readRevisionsSearch),
  component: lazyRouteComponent(() => import('./revisions/index.ts'), 'RevisionsPage'),
});

const why = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId/explain',
  validateSearch: only(readWhySearch),
  component: lazyRouteComponent(() => import('./why/index.ts'), 'WhyPage'),
});

const passage = createRoute({
  getParentRoute: () => signedIn,
  path: '/enrollments/$enrollmentId',
  validateSearch: only(readPassageSearch),
  component: lazyRouteComponent(() => import('./passage/index.ts'), 'PassagePage'),
});

const errors = createRoute({
  getParentRoute: () => signedIn,
  path: '/errors',
  validateSearch: only(readErrorsSearch),
  component: lazyRouteComponent(() => import('./errors-page/index.ts'), 'ErrorsPage'),
});

const records = createRoute({
  getParentRoute: () => signedIn,
  path: '/records/$objectType',
  validateSearch: only(readRecordsSearch),
  component: lazyRouteComponent(() => import('./records/index.ts'), 'RecordsPage'),
});

const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/records/$objectType/$recordId',
  component: lazyRouteComponent(() => import('./records/index.ts'), 'RecordPage'),
});

const lists = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists',
  validateSearch: only(readListsSearch),
  component: lazyRouteComponent(() => import('./lists/index.ts'), 'ListsPage'),
});

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists/$listId',
  component: lazyRouteComponent(() => import('./lists/index.ts'), 'ListPage'),
});

const forms = createRoute({
  getParentRoute: () => signedIn,
  path: '/forms',
  validateSearch: only(readFormsSearch),
  component: lazyRouteComponent(() => import('./forms/index.ts'), 'FormsPage'),
});

const form = createRoute({
  getParentRoute: () => signedIn,
  path: '/forms/$formId',
  component: lazyRouteComponent(() => import('./forms/index.ts'), 'FormPage'),
});

const tryForm = createRoute({
  getParentRoute: () => signedIn,
  path: '/forms/$formId/try',
  component: lazyRouteComponent(() => import('./forms/index.ts'), 'TryFormPage'),
});

const emails = createRoute({
  getParentRoute: () => signedIn,
  path: '/emails',
  validateSearch: only(readEmailsSearch),
  component: lazyRouteComponent(() => import('./emails/index.ts'), 'EmailsPage'),
});

const email = createRoute({
  getParentRoute: () => signedIn,
  path: '/emails/$emailId',
  component: lazyRouteComponent(() => import('./emails/index.ts'), 'EmailPage'),
});

const mailbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/mailbox',
  validateSearch: only(readMailboxSearch),
  component: lazyRouteComponent(() => import('./mailbox/index.ts'), 'MailboxPage'),
});

const mail = createRoute({
  getParentRoute: () => signedIn,
  path: '/mailbox/$mailId',
  component: lazyRouteComponent(() => import('./mailbox/index.ts'), 'MailPage'),
});

const outbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/outbox',
  validateSearch: only(readOutboxSearch),
  component: lazyRouteComponent(() => import('./outbox/index.ts'), 'OutboxPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'account' }, replace: true });
  },
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/$section',
  validateSearch: only(readSettingsSearch),
  component: lazyRouteComponent(() => import('./settings/index.ts'), 'SettingsPage'),
});

/** The list of the pages. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      home,
      flows,
      editor,
      watch,
      enrollments,
      steps,
      revisions,
      why,
      passage,
      errors,
      records,
      record,
      lists,
      list,
      forms,
      form,
      tryForm,
      emails,
      email,
      mailbox,
      mail,
      outbox,
      settingsHome,
      settings,
    ]),
  ]),
  basepath: BASE,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
