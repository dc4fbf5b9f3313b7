/** Flows: their definition, refusals and advice (checks), the things they name (mentions), differences (diff), and running them (engine). */
export * from './actions/index.ts';
export * from './catalogue/index.ts';
export * from './checks/index.ts';
export * from './definition/index.ts';
export * from './diff/index.ts';
export * from './engine/index.ts';
export * from './mentions/index.ts';
export * from './policies/index.ts';
export * from './reasons/index.ts';
export * from './schedules/index.ts';
export * from './values/index.ts';
