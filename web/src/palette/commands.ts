import {
  CircleAlert,
  ClipboardList,
  FilePlus,
  Inbox,
  ListFilter,
  Mail,
  Send,
  Settings,
  Users,
  Workflow,
} from 'lucide-react';
import type { Found } from './found.ts';

const page = (name: string, href: string, icon: Found['icon']): Found => ({ id: href, name, href, icon });

/** The list of pages and commands. */
export const COMMANDS: readonly Found[] = [
  page('New flow', '/flows?new=true', FilePlus),
  page('Flows', '/flows', Workflow),
  page('Errors', '/errors', CircleAlert),
  page('Records', '/records/0-1', Users),
  page('Lists', '/lists', ListFilter),
  page('Forms', '/forms', ClipboardList),
  page('Emails', '/emails', Mail),
  page('Mailbox', '/mailbox', Inbox),
  page('Outbox', '/outbox', Send),
  page('Settings', '/settings/account', Settings),
];
