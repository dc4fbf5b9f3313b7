import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SettingsSearch } from './search.ts';

type Change = { readonly [Word in keyof SettingsSearch]: SettingsSearch[Word] | undefined };

/** What the address says of the section that is open, and how it is changed: what is undefined goes out of it. */
export function useSettingsSearch(): readonly [search: SettingsSearch, change: (part: Change) => void] {
  const search = useSearch({ from: '/signed-in/settings/$section' });
  const navigate = useNavigate({ from: '/settings/$section' });
  const change = (part: Change) => {
    const said = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(said) as SettingsSearch, replace: true, resetScroll: false });
  };
  return [search, change];
}
