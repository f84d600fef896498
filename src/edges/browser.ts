/**
 * The browser's own API, typed. Both browsers have a native `browser` from the versions we promise, so that only the
 * types come from webextension-polyfill; outside an extension (tests) it is undefined until something asks it.
 */
import type { Browser } from 'webextension-polyfill';

export const browser = (globalThis as unknown as { readonly browser: Browser }).browser;
