const KIB = 1024;
const MIB = 1024 * KIB;

/** What a label's security data may ask of a check. */
export const SECURITY_LIMITS = {
  /** Signatures that are checked per medium: each costs up to eight verifications of some 10 ms. */
  signatures: 4,
  /** Members of `PubSD` that are looked at. */
  entries: 16,
  /** Characters of one key, certificate or signature: an RSA certificate of 4,096 bits has some 3,000. */
  keyCharacters: 8 * KIB,
  /** An RSA key of 4,096 bits has 550 bytes; the time of a verification grows with the cube. */
  rsaKeyBytes: KIB,
  /** A medium that is hashed. */
  contentBytes: 64 * MIB,
  /** Read and hashed at once: bounds memory, and how long an end that was asked for is waited for. */
  stepBytes: MIB,
  /** Blocks that are looked at for the one that holds the label. */
  blocks: 64,
} as const;
