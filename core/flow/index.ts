/** Flows: what they are (definition), what is refused (checks), and how they run (engine). */
export * from './checks/index.ts';
export * from './definition/index.ts';
export * from './engine/index.ts';
export * from './values/index.ts';
