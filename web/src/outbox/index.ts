/** Requests that would have left, captured, with what answers them. */
export { OutboxPage } from './outbox-page.tsx';
