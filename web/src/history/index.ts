/** What has happened in a flow: its passages and its steps as tables, with filters that stand in the address. */
export { EnrollmentsPage } from './enrollments-page.tsx';
export { StepsPage } from './steps-page.tsx';
export { UnenrollDialog } from './unenroll-dialog.tsx';
