/**
 * Stands in for WXT's own context in content scripts (wxt.config.ts): that one announces each start to the page by an
 * event and a message, and brings the polyfill along. What ends with the extension is ended by the frame itself.
 */
export class ContentScriptContext {
  readonly contentScriptName: string;
  constructor(contentScriptName: string) {
    this.contentScriptName = contentScriptName;
  }
}
