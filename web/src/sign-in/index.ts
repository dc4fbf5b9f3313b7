/** Where an access token, or the link that a first start prints, becomes a session. */
export { SignInPage } from './sign-in-page.tsx';
