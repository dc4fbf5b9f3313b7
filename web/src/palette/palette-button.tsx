import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { KeyHint } from '../kit/index.ts';
import styles from './palette-button.module.css';

/** Fetched when it is opened for the first time. */
const load = () => import('./palette.tsx');
const Palette = lazy(async () => ({ default: (await load()).Palette }));

/** Opens the palette, as Ctrl+K does on every page. */
export function PaletteButton() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // It is there when the K comes, so that what is typed next does not go to the page.
      if (event.key === 'Control' || event.key === 'Meta') void load();
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <Button className={styles['button'] ?? ''} onPress={() => setOpen(true)}>
        <Search aria-hidden size={15} />
        <span data-label className={styles['text']}>
          Search
        </span>
        <span data-label>
          <KeyHint keys="Mod+K" />
        </span>
      </Button>
      {isOpen && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
