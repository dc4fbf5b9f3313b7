import type { LucideIcon } from 'lucide-react';

/** Something that the palette leads to, or does. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly hint?: string;
  readonly icon: LucideIcon;
  readonly href?: string;
  readonly onDo?: () => void;
}

export interface FoundSection {
  readonly name: string;
  readonly items: readonly Found[];
}
