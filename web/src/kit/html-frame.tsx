import { useRef, useState } from 'react';
import styles from './html-frame.module.css';

interface HtmlFrameProps {
  readonly title: string;
  readonly html: string;
}

/** Before its content is measured. */
const HEIGHT_FIRST = 240;

/**
 * HTML of somebody else, such as a mail, on white as mails are meant, as high as it is. In a frame that runs no scripts and opens nothing: only so
 * may it count as ours, which lets it be measured.
 */
export function HtmlFrame({ title, html }: HtmlFrameProps) {
  const [height, setHeight] = useState(HEIGHT_FIRST);
  const observed = useRef<ResizeObserver>(null);
  const measure = (frame: HTMLIFrameElement) => {
    const document = frame.contentDocument;
    if (!document) return;
    observed.current?.disconnect();
    observed.current = new ResizeObserver(() => setHeight(heightOf(document)));
    observed.current.observe(document.documentElement);
    setHeight(heightOf(document));
  };
  return (
    <iframe
      title={title}
      sandbox="allow-same-origin"
      srcDoc={html}
      className={styles['frame']}
      style={{ height }}
      onLoad={({ currentTarget }) => measure(currentTarget)}
    />
  );
}

/** Its own, whatever the frame has by now, with the margins of what stands first and last. */
function heightOf({ body, documentElement }: Document): number {
  const { marginTop, marginBottom } = getComputedStyle(body);
  const margins = Number.parseFloat(marginTop) + Number.parseFloat(marginBottom);
  return Math.ceil(Math.max(body.scrollHeight + margins, documentElement.getBoundingClientRect().height));
}
