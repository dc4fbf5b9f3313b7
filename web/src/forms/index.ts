/** Forms: their fields, what was submitted, and a page to try one. */
export { FormPage } from './form-page.tsx';
export { FormsPage } from './forms-page.tsx';
export { TryFormPage } from './try-form-page.tsx';
