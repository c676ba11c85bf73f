import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { words } from './scripts/vite-words.ts';

/**
 * Content scripts run in every frame of every page: without the polyfill, which both browsers can do without there,
 * and without WXT's context, which tells the page that an extension has come.
 */
const LEAN_CONTENT_SCRIPTS = {
  'wxt/browser': '@wxt-dev/browser',
  'wxt/utils/content-script-context': `${import.meta.dirname}/utils/page/content-script-context.ts`,
};

const ICONS = Object.fromEntries([16, 32, 48, 96, 128].map((size) => [size, `icon/${size}.png`]));

/** Firefox names them by the theme's text: `light` text stands on a dark toolbar. */
const THEME_ICONS = [16, 32].map((size) => ({ light: `icon/dark-${size}.png`, dark: `icon/${size}.png`, size }));

const FIREFOX_ID = 'ai-label-lens@ai-label-lens.example';

export default defineConfig({
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.every(({ type }) => type === 'content-script')) return;
      config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, ...LEAN_CONTENT_SCRIPTS } };
    },
  },
  // Both browsers' oldest versions here know light-dark(); lowered, it no longer follows the place where it is used.
  vite: () => ({ plugins: [preact(), words()], build: { cssTarget: ['chrome148', 'firefox142'] } }),
  manifest: ({ browser }) => ({
    name: '__MSG_ext_name__',
    description: '__MSG_ext_description__',
    default_locale: 'en',
    // Firefox's default policy holds upgrade-insecure-requests, which would break reading http media. The library that
    // checks signatures is WebAssembly.
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; frame-ancestors 'none'",
    },
    permissions: [
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'scripting',
      'storage',
      'webRequest',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    host_permissions: ['<all_urls>'],
    icons: ICONS,
    action: {
      default_title: '__MSG_ext_name__',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png' },
      ...(browser === 'firefox' ? { theme_icons: THEME_ICONS } : {}),
    },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+L' } } },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: FIREFOX_ID,
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          minimum_chrome_version: '148',
          message_serialization: 'structured_clone',
          // Firefox takes policies without a schema.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
