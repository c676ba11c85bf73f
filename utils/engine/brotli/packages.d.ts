declare module 'brotli/dec/dictionary.bin.js' {
  /** Base64. */
  const packed: string;
  export default packed;
}
