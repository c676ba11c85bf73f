/** Texts of a card, each with whose it is. */

/** Ours, or a file's: the second is capped, isolated and made visible when it is drawn. */
export interface CardText {
  readonly text: string;
  readonly fromFile: boolean;
}

export const ours = (text: string): CardText => ({ text, fromFile: false });
export const theirs = (text: string): CardText => ({ text, fromFile: true });

export interface CardFact {
  readonly term: string;
  /** Joined by ` · `. */
  readonly values: readonly CardText[];
}
