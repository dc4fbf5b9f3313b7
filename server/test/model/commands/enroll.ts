import fc from 'fast-check';
import type { Body } from '../../support/story.ts';
import { nth } from '../bodies/names.ts';
import { Difference } from '../difference.ts';
import { aContact, aFlow, contactsOf, steeringPath } from '../pair.ts';
import { knock } from '../reference/door.ts';
import { currentOf } from '../reference/state.ts';
import { command } from './command.ts';

/** By hand: one contact, or all. */
export const enroll = command({
  given: fc.record({ flow: nth, contact: fc.option(nth, { freq: 1 }), reEnroll: fc.boolean() }),
  async run({ flow: flowIndex, contact: index, reEnroll }, pair) {
    const flow = aFlow(pair, flowIndex);
    const contacts =
      index === null ? contactsOf(pair) : [aContact(pair, index)].filter((each) => each !== undefined);
    if (!flow || contacts.length === 0 || !currentOf(flow).isEnabled) return null;
    const body = { objectIds: contacts.map(({ id }) => id), ...(reEnroll ? { reEnroll } : {}) };
    const { results } = await pair.server.must('POST', `${steeringPath(flow)}/enrollments`, body);
    const said = results.map(({ objectId, outcome }: Body) => `${objectId} ${outcome}`).join(', ');
    const trigger = { kind: 'MANUAL', properties: {} } as const;
    const comesAgain = reEnroll || currentOf(flow).enrollmentCriteria.shouldReEnroll;
    const expected = contacts.map(({ id }) => {
      const again = comesAgain ? trigger : null;
      return `${id} ${knock(pair.state, flow, id, { enters: trigger, entersAgain: again, at: pair.state.now })}`;
    });
    if (said !== expected.join(', '))
      throw new Difference(`The door of flow ${flow.id} says ${said}, the reference ${expected.join(', ')}.`);
    return `enrolled in flow ${flow.id} by hand${reEnroll ? ', again if need be' : ''}: ${said}`;
  },
});
