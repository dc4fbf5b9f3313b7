/** Flows: what they are (definition), what is refused or advised (checks), what they speak of (mentions), how two differ (diff), how they run (engine). */
export * from './actions/index.ts';
export * from './checks/index.ts';
export * from './definition/index.ts';
export * from './diff/index.ts';
export * from './engine/index.ts';
export * from './mentions/index.ts';
export * from './values/index.ts';
