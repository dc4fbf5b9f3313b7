/** What was asked for cannot be done as it was asked; the message says what to do instead. Nothing has been run. */
export class Refused extends Error {}
