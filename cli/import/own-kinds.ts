/** Kinds of things that files of flows do not name, and an import translates all the same. */
export const EVENT = 'event';
export const SUBSCRIPTION = 'subscription';
