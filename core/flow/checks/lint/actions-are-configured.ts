import type { Action } from '../../definition/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';

/** An invalid wait holds every enrollment. */
export const waitsCanBeWaited: Lint = (input) =>
  ofActions(input, (action) =>
    input.world.typeOf(action).waits
      ? 'It waits, so every enrollment that comes to it is held until it is mended or the wait is skipped.'
      : null,
  );

/** Actions have all their settings: half-configured ones can be saved, and fail at every run. */
export const actionsAreConfigured: Lint = (input) =>
  ofActions(input, (action) => (input.world.typeOf(action).waits ? null : 'Every run of this action fails.'));

/** The problems of the actions for which `effectOf` knows the consequence. */
function ofActions({ flow, world }: LintInput, effectOf: (action: Action) => string | null): Finding[] {
  return flow.actions.flatMap((action, index): Finding[] => {
    const effect = effectOf(action);
    if (effect === null) return [];
    const at = `actions[${index}].`;
    return world.problemsOf(action).map(
      ({ path, code, message, severity }): Finding => ({
        severity: severity ?? 'error',
        code,
        path: at + path,
        message: severity ? at + message : `${at}${message} ${effect}`,
        fix: 'Mend the member.',
      }),
    );
  });
}
