import styles from './html-frame.module.css';

interface HtmlFrameProps {
  readonly title: string;
  readonly html: string;
}

/** HTML of somebody else, such as a mail: in a frame without scripts, without our origin, on white as mails are meant. */
export function HtmlFrame({ title, html }: HtmlFrameProps) {
  return <iframe title={title} sandbox="" srcDoc={html} className={styles['frame']} />;
}
