/** Whether those who meet the filters of a flow already come in, too, when it is turned on or its filters are saved. */
export { type Whom, WhomChoice } from './whom-choice.tsx';
