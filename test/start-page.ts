/** What `npm start` shows: a request page with invented organisations of the lab, one for nearly every grade. */
import type { RequestPage } from './alaveteli.ts';

export const startPage: RequestPage & { readonly authority: { readonly name: string; readonly path: string } } = {
  title: 'How email to the council is protected',
  authority: { name: 'Lockwell Borough Council', path: 'lockwell_borough_council' },
  notice: 'A page made up for Letterlock: neither the organisations nor anything that is said of them is real.',
  posts: [
    {
      kind: 'outgoing',
      author: 'A reader',
      text: `Dear Lockwell Borough Council,

Letters about benefits and care are sent to you and to those who work for you. Please tell me for each of these domains whether email to it has MTA-STS or DANE, and whether email in its name can be forged:

@lockwell.gov.uk, and planning.lockwell.gov.uk, the email domain of your planning team;
@halfgate.gov.uk, who answer your letters when you are closed;
@danesford.ac.uk and @halfdane.ac.uk, who run your courses;
@trialbridge.gov.uk, who say that they are trying something out.

Yours faithfully,

A reader`,
    },
    {
      kind: 'incoming',
      author: 'Lockwell Borough Council',
      text: `Dear reader,

We neither confirm nor deny that we hold the information.

Please write to benefits@openfield.gov.uk about benefits, to complaints@wrongturn.gov.uk if you are not content, to help@misprint.co.uk about this website, and to care@underrepair.nhs.uk about care. The archive no longer takes email at desk@silent-archive.org.uk, and papers@nomansland.gov.uk was given in error.

Newsletters come from news@spamfolder.co.uk and events@openhouse.co.uk.

You may also reach us at [Lockwell Borough Council request email].

Yours sincerely,
Information Governance <foi@lockwell.gov.uk>`,
    },
    {
      kind: 'annotation',
      author: 'Another reader',
      text: 'The library has a catalogue by email at katalog@bücherei-nordau.de, and the records office had post@lostline.gov.uk.',
    },
  ],
};
