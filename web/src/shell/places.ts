import {
  CircleAlert,
  ClipboardList,
  Inbox,
  ListFilter,
  type LucideIcon,
  Mail,
  Send,
  Settings,
  Users,
  Workflow,
} from 'lucide-react';

interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: LucideIcon;
  /** Where it is shown that one is there, when that is more than what it leads to. */
  readonly within?: string;
}

/** The list of what the navigation leads to, in groups. */
export const PLACES: readonly (readonly Place[])[] = [
  [
    { to: '/flows', name: 'Flows', icon: Workflow },
    { to: '/errors', name: 'Errors', icon: CircleAlert },
  ],
  [
    { to: '/records/0-1', name: 'Records', icon: Users, within: '/records' },
    { to: '/lists', name: 'Lists', icon: ListFilter },
    { to: '/forms', name: 'Forms', icon: ClipboardList },
    { to: '/emails', name: 'Emails', icon: Mail },
  ],
  [
    { to: '/mailbox', name: 'Mailbox', icon: Inbox },
    { to: '/outbox', name: 'Outbox', icon: Send },
  ],
  [{ to: '/settings/account', name: 'Settings', icon: Settings, within: '/settings' }],
];
