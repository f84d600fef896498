/**
 * Webmail, and every site that the user added: a stranger's message may be on the page, so nothing is looked up before an
 * act; nobody stands for a domain. The shared finder knows where addresses are.
 */
import type { Site } from './site.ts';

export const webmail: Site = { onSight: () => false, authorities: () => [] };
