import { FilePlus } from 'lucide-react';
import { flow } from '../templates/bodies.ts';
import type { Template } from '../templates/shape.ts';

/** Nothing yet: over contacts, which the editor can change as long as nobody is inside. */
export const BLANK: Template = {
  id: 'blank',
  name: 'Blank flow',
  lead: 'Begins with nothing: you choose who enrolls, and what happens to them.',
  icon: FilePlus,
  asks: [{ key: 'type', kind: 'objectType', label: 'Records that enroll' }],
  body: ({ type }) => ({
    ...flow(type ?? '0-1', 'New flow', [], {}),
    startActionId: undefined,
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  }),
};
