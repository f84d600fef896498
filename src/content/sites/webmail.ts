/** Webmail: nothing is looked up before an act, nobody stands for a domain. The generic finder knows where addresses are. */
import type { Site } from './site.ts';

export const webmail: Site = {
  hosts: [
    'mail.google.com',
    'outlook.live.com',
    'outlook.office.com',
    'outlook.office365.com',
    'outlook.cloud.microsoft',
    'mail.yahoo.com',
    'mail.proton.me',
    'app.fastmail.com',
    'app.tuta.com',
  ],
  kind: 'mail',
  onSight: () => false,
  authorities: () => [],
};
