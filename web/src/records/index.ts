/** Records of every type: found, made, changed; what happened to one, and by whom. */
export { RecordPage } from './record-page.tsx';
export { RecordsPage } from './records-page.tsx';
