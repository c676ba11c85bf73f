/** A key by which a service signs its pictures. */
export interface GeneratorKey {
  readonly name: string;
  /** Ed25519, 32 bytes, Base64. */
  readonly key: string;
}

/** As the service's own verifier has it (github.com/NovelAI/novelai-image-metadata, `nai_sig.py`, 2026-02). */
export const NOVELAI_KEYS: readonly GeneratorKey[] = [
  { name: 'NovelAI', key: 'Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic=' },
];
