interface Person {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}

/** What a person is called: by name, else by address. */
export function personName({ firstName, lastName, email }: Person): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || 'Somebody';
}
