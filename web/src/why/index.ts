/** Why a record is in a flow, or why not, now and at any instant before. */
export { WhyPage } from './why-page.tsx';
