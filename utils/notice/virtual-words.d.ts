declare module 'virtual:words' {
  /** Sentences by language and id; see `scripts/vite-words.ts`. */
  const words: Readonly<Record<'en' | 'zh-CN', Readonly<Record<string, string>>>>;
  export default words;
}
