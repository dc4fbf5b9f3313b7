/** The texts for recipients in one language. `{type}`, `{sender}` and `{recipient}` stand for values; nothing in them is HTML. */
export interface Texts {
  /** The language, as the `lang` of a page says it. */
  readonly language: string;
  /** The title of a page, and its button. */
  readonly unsubscribeFrom: string;
  readonly unsubscribeFromAll: string;
  readonly outOf: string;
  readonly outOfAll: string;
  readonly about: string;
  readonly choose: string;
  readonly preferences: string;
  readonly wanted: string;
  readonly save: string;
  readonly saved: string;
  readonly unsubscribed: string;
  readonly mistake: string;
  /** The page of a link that says nothing: cut off by a mail program, made up, or for somebody who is gone. */
  readonly deadLink: string;
  readonly deadLinkReason: string;
  /** Links below a mail. */
  readonly footerUnsubscribe: string;
  readonly footerPreferences: string;
}
