import { type ActionGroup, actionHead } from '@millrace/core/catalogue';
import {
  AlarmClock,
  AtSign,
  Bell,
  CalendarClock,
  Circle,
  ClipboardList,
  Clock,
  Code,
  Copy,
  Database,
  Dices,
  FilePlus,
  Hourglass,
  Link,
  List,
  ListMinus,
  ListPlus,
  LogOut,
  type LucideIcon,
  Mail,
  MailCheck,
  Mails,
  Megaphone,
  MessageCircle,
  MessageSquare,
  Pencil,
  Phone,
  RefreshCw,
  Send,
  Split,
  SquareCheckBig,
  SquareFunction,
  StickyNote,
  Tag,
  Tags,
  Trash2,
  Unplug,
  Webhook,
  Workflow,
} from 'lucide-react';

/** By the names that the catalogue gives. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  'alarm-clock': AlarmClock,
  'at-sign': AtSign,
  bell: Bell,
  'calendar-clock': CalendarClock,
  'clipboard-list': ClipboardList,
  clock: Clock,
  code: Code,
  copy: Copy,
  database: Database,
  dices: Dices,
  'file-plus': FilePlus,
  hourglass: Hourglass,
  link: Link,
  list: List,
  'list-minus': ListMinus,
  'list-plus': ListPlus,
  'log-out': LogOut,
  mail: Mail,
  'mail-check': MailCheck,
  mails: Mails,
  megaphone: Megaphone,
  'message-circle': MessageCircle,
  'message-square': MessageSquare,
  pencil: Pencil,
  phone: Phone,
  'refresh-cw': RefreshCw,
  send: Send,
  split: Split,
  'square-check-big': SquareCheckBig,
  'square-function': SquareFunction,
  'sticky-note': StickyNote,
  tag: Tag,
  tags: Tags,
  'trash-2': Trash2,
  webhook: Webhook,
  workflow: Workflow,
};

export function iconNamed(name: string): LucideIcon {
  return ICONS[name] ?? Circle;
}

export function iconOf(typeId: string): LucideIcon {
  const entry = actionHead(typeId);
  return entry ? iconNamed(entry.icon) : Unplug;
}

/** Tints say the group at a glance; the icon and the name say it, too. */
export function groupOf(typeId: string): ActionGroup {
  return actionHead(typeId)?.group ?? 'OTHER';
}
