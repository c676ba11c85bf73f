/** What a signed comment may ask of a check. */
export const NOVELAI_LIMITS = {
  /** Comments that are checked per medium: a file has one, and each costs two verifications over all pixels. */
  comments: 4,
  /** Characters of a comment; real ones have some thousand. */
  characters: 1024 * 1024,
  /** Pixels of a picture that is checked, seven bytes each: the service gives up to 12 million, enlarged. */
  pixels: 32_000_000,
  /** JSON in a string in JSON. */
  rounds: 3,
} as const;
