import type { Config } from '../../server/src/platform/index.ts';

/** How one thing of an installation is. */
export interface Found {
  /** `worse`: Millrace runs, and something that not everybody needs does not. */
  readonly state: 'well' | 'worse' | 'wrong';
  readonly says: string;
  /** What to do. */
  readonly todo?: string;
}

/** One thing that is looked at, without changing anything. */
export interface Check {
  readonly name: string;
  look(config: Config): Promise<Found>;
}

export const well = (says: string): Found => ({ state: 'well', says });
