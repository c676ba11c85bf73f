/** In an extension page both browsers offer the promise-giving API under this name. */
declare const chrome: import('webextension-polyfill').Browser;
