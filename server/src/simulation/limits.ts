/** Steps of one simulation: usually, and at most. A loop ends here. */
export const STEPS_USUAL = 500;
export const SIMULATED_STEPS_MAX = 2_000;
/** Time that a simulation may take, in milliseconds; what it has found by then is answered. */
export const SIMULATION_MS_MAX = 10_000;
/** Instants of a simulation at which something is looked at and no step is taken. */
export const SIMULATED_LOOKS_MAX = 5_000;
/** Branches of a simulation that are explained filter by filter; of further ones only the way is told. */
export const DECISIONS_EXPLAINED_MAX = 200;
/** Flows that are followed one into the other, and passages in them altogether. */
export const FOLLOWED_DEEP_MAX = 5;
export const FOLLOWED_MAX = 20;
/** Assumptions of each kind in one simulation. */
export const ASSUMPTIONS_MAX = 200;
/** Associations and lists of a made-up record. */
export const MADE_UP_MAX = 100;
/** Runs of custom code in one simulation; the results of further ones are assumed. */
export const SIMULATED_RUNS_MAX = 20;
/** Characters of a mail's body, or a request's, in the answer; longer ones are cut. */
export const SENT_CHARACTERS_MAX = 200_000;
