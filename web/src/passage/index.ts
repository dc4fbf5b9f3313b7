/** One enrollment: the path through the flow as it was then, and what each step did, step by step. */
export { PassagePage } from './passage-page.tsx';
