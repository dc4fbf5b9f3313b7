import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import styles from './button.module.css';
import { Spinner } from './spinner.tsx';

/** `primary` once on a page at most; `quiet` in rows and bars; `danger` where something is lost. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly kind?: ButtonKind;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  /** Why it cannot be pressed: it is disabled then, and says this where it is pointed at. */
  readonly reason?: string | undefined;
}

export function Button({ kind = 'plain', icon: Icon, children, reason, ...rest }: ButtonProps) {
  const { isPending = false } = rest;
  const once = useOnce(rest);
  const button = (
    <AriaButton
      {...rest}
      {...once}
      {...(reason === undefined
        ? {}
        : { onPress: undefined, 'aria-disabled': true, 'aria-description': reason })}
      className={`${styles['button']} ${styles[kind]}`}
    >
      {isPending ? <Spinner /> : Icon && <Icon aria-hidden size={16} />}
      <span className={styles['text']}>{children}</span>
    </AriaButton>
  );
  // The same whether there is a reason or not: a button that is made anew loses the focus.
  return <Hinted hint={reason}>{button}</Hinted>;
}

/** Within it a press is the second of a double click, unless what the first began has ended. */
const DOUBLE_CLICK_MS = 500;

/** A button that sends something sends it once, however often it is clicked before it shows that it is under way. */
function useOnce({ isPending, onPress }: AriaButtonProps): Pick<AriaButtonProps, 'onPress'> {
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isPending) return;
    return () => {
      pressedAt.current = Number.NEGATIVE_INFINITY;
    };
  }, [isPending]);
  if (isPending === undefined || !onPress) return {};
  return {
    onPress: (event) => {
      const now = performance.now();
      if (now - pressedAt.current < DOUBLE_CLICK_MS) return;
      pressedAt.current = now;
      onPress(event);
    },
  };
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** What it does: its name for screen readers, and its hint for others. */
  readonly label: string;
}

export function IconButton({ icon: Icon, label, ...rest }: IconButtonProps) {
  return (
    <Hinted hint={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={`${styles['button']} ${styles['quiet']} ${styles['square']}`}
      >
        <Icon aria-hidden size={16} />
      </AriaButton>
    </Hinted>
  );
}

/** How long one points at a button before its hint is shown. */
const HINT_MS = 500;

function Hinted({ hint, children }: { readonly hint: string | undefined; readonly children: ReactNode }) {
  return (
    <TooltipTrigger delay={HINT_MS} closeDelay={0} isDisabled={hint === undefined}>
      {children}
      <Tooltip offset={6} className={styles['hint'] ?? ''}>
        {hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
