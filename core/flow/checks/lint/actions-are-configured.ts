import { canHold } from '../../actions/index.ts';
import type { Action } from '../../definition/index.ts';
import type { Finding, Lint, LintInput } from './finding.ts';

/** Waits that cannot be waited as they stand hold every enrollment that comes to them. */
export const waitsCanBeWaited: Lint = (input) =>
  ofActions(input, (action) =>
    canHold(action)
      ? 'It waits, so every enrollment that comes to it is held until it is mended or the wait is skipped.'
      : null,
  );

/** Actions are told all that they need: half-configured ones are saved, and fail each time that they are run. */
export const actionsAreConfigured: Lint = (input) =>
  ofActions(input, (action) => (canHold(action) ? null : 'Every run of this action fails.'));

/** What is wrong with those of the actions of which `effectOf` knows what comes of it. */
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
