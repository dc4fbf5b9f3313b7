/**
 * Simulation: what would become of a record in a flow, step by step, without writing, sending or waking anything. Runs the engine's `drive` over
 * what a read-only transaction shows, under what its own steps have written, and moves time by itself.
 * Owns no table. In: requests; out: their answers.
 */
export type { SimulateBody } from './request.ts';
export { simulationRoutes } from './routes.ts';
export { type Likeness, type Simulation, type SimulationService, simulate } from './simulate.ts';
