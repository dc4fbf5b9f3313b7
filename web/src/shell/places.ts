import { CircleAlert, type LucideIcon, Workflow } from 'lucide-react';

interface Place {
  readonly to: '/flows' | '/errors';
  readonly name: string;
  readonly icon: LucideIcon;
}

/** The list of what the navigation leads to, in groups. */
export const PLACES: readonly (readonly Place[])[] = [
  [
    { to: '/flows', name: 'Flows', icon: Workflow },
    { to: '/errors', name: 'Errors', icon: CircleAlert },
  ],
];
