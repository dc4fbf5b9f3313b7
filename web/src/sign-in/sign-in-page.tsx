import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { queryClient, session, signIn } from '../api/index.ts';
import { Button, FailureNote, Mark, Spinner, TextField, useTitle } from '../kit/index.ts';

import { takeCode } from './code.ts';
import styles from './sign-in-page.module.css';

/** What a link has brought: taken once, before anything is shown. */
const code = takeCode();

export function SignInPage() {
  useTitle('Sign in');
  const [token, setToken] = useState('');
  const enter = useEnter();
  const { mutate } = enter;
  useEffect(() => {
    if (code !== undefined) mutate({ code });
  }, [mutate]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') enter.mutate({ token: token.trim() });
  };
  const isByLink = enter.isPending && enter.variables !== undefined && 'code' in enter.variables;
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <Mark size={40} />
        <h1 className={styles['title']}>Sign in to Millrace</h1>
        {isByLink ? (
          <p className={styles['byLink']} role="status">
            <Spinner /> Signing in with the link
          </p>
        ) : (
          <form className={styles['form']} onSubmit={submit}>
            <TextField
              label="Access token"
              type="password"
              autoComplete="current-password"
              value={token}
              onChange={setToken}
              isCode
              autoFocus
              description="The first start of a server prints one, or takes it from MILLRACE_TOKEN."
            />
            <Button kind="primary" type="submit" icon={LogIn} isPending={enter.isPending}>
              Sign in
            </Button>
          </form>
        )}
        {enter.error && !enter.isPending && (
          <div className={styles['failure']}>
            <FailureNote error={enter.error} />
          </div>
        )}
      </div>
      <p className={styles['foot']}>
        In development mode <code>npm start</code> prints a link that signs you in.
      </p>
    </main>
  );
}

/** Makes the session and goes on to where one was going. */
function useEnter() {
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  return useMutation({
    mutationFn: async (proof: { readonly token: string } | { readonly code: string }) => {
      await signIn(proof);
      queryClient.clear();
      await queryClient.fetchQuery(session);
    },
    onSuccess: () => navigate({ href: isOfOurs(next) ? next : '/flows', replace: true }),
  });
}

/** A link of elsewhere must not send anybody away after signing in. */
function isOfOurs(next: string | undefined): next is string {
  return next !== undefined && /^\/(?![/\\])/.test(next);
}
