export type ActionGroup = 'BRANCHES' | 'COMMUNICATION' | 'CRM' | 'DELAYS' | 'LISTS' | 'OTHER' | 'WORKFLOW';

interface Group {
  readonly id: ActionGroup;
  readonly label: string;
  /** The name of an icon of Lucide. */
  readonly icon: string;
}

/** The groups of a menu, in their order. */
export const ACTION_GROUPS: readonly Group[] = [
  { id: 'DELAYS', label: 'Delays', icon: 'clock' },
  { id: 'BRANCHES', label: 'Branches', icon: 'split' },
  { id: 'COMMUNICATION', label: 'Communication', icon: 'mail' },
  { id: 'CRM', label: 'Records', icon: 'database' },
  { id: 'LISTS', label: 'Lists', icon: 'list' },
  { id: 'WORKFLOW', label: 'Workflows', icon: 'workflow' },
  { id: 'OTHER', label: 'Code and webhooks', icon: 'code' },
];
