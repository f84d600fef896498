import type { Site } from './site.ts';
import { webmail } from './webmail.ts';
import { whatdotheyknow } from './whatdotheyknow.ts';

/** The site of a host; one that is not known by name is treated as webmail, which promises the most. */
export function siteOf(host: string): Site {
  return host === 'www.whatdotheyknow.com' ? whatdotheyknow : webmail;
}
