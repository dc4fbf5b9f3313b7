/** What holds for the whole account, section by section. */
export { SettingsPage } from './settings-page.tsx';
