import type { ComponentType } from 'react';

/** A section of the settings. */
export interface Section {
  /** Its part of the address. */
  readonly id: string;
  readonly name: string;
  readonly Content: ComponentType;
}
