import type { Site } from './site.ts';
import { webmail } from './webmail.ts';
import { whatdotheyknow } from './whatdotheyknow.ts';

const sites: readonly Site[] = [whatdotheyknow, webmail];

/** The site of a host; a host that the user added is treated as webmail, which promises the most. */
export function siteOf(host: string): Site {
  return sites.find(site => site.hosts.includes(host)) ?? webmail;
}
