/** A neighbour who takes all the time of one core, from the first question on until its parent lets go. */
import { answerParent } from './child.ts';

/** Between two looks whether the parent is still there. */
const SPIN_MS = 20;

answerParent(async () => void setImmediate(spin));

function spin(): void {
  const until = performance.now() + SPIN_MS;
  while (performance.now() < until);
  setImmediate(spin);
}
