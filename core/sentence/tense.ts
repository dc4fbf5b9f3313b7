/** How what is said of an instant is said; PAST: the instant is over. */
export type Tense = 'PRESENT' | 'PAST';
