/** The page that `npm start` opens: a request in which organisations of the lab stand for most grades. */
import { requestPage } from './pages.ts';

export const startUrl = 'https://www.whatdotheyknow.com/request/security_of_mail_to_public_bodies';

const question = `Dear Lockwell Council,

Mail to @lockwell.gov.uk carries what residents tell you in confidence. Please tell me whether mail to that domain is \
protected on its way by MTA-STS or DANE, and the same for the bodies with which you exchange personal data.

Yours faithfully,

Ada Sender`;

const answer = `Dear Ada Sender,

The domains with which we exchange mail are these.

- Danesford University writes from @danesford.ac.uk.
- Trialbridge Council, @trialbridge.gov.uk, has told us that it is trying something out.
- Wrongturn Council uses the domain wrongturn.gov.uk for its email; it has lately changed its provider.
- The library at Emptyshelf, @emptyshelf.gov.uk.
- Openfield Council, @openfield.gov.uk.
- The old archive had @silent-archive.org.uk, and answers by post only.
- Two clinics, @underrepair.nhs.uk and @queueing.nhs.uk.
- Newsletters are sent for us from @spamfolder.co.uk and @openhouse.co.uk, and forms from @misprint.co.uk.

Our website is https://www.lockwell.gov.uk/contact. Please answer to foi@lockwell.gov.uk.

Yours sincerely,

Information team, Lockwell Council`;

const remark = `You may want to ask halfdane@halfdane.ac.uk the same, and the office at twovoices@twovoices.gov.uk. \
Do not write to enquiries@lostline.gov.uk: nothing comes back. \
In Germany, auskunft@bücherei-nordau.de was quick to answer.`;

export const startAuthority = {
  name: 'Lockwell Council',
  urlName: 'lockwell_council',
  homePage: 'https://www.lockwell.gov.uk',
} as const;

export function startPage(): string {
  return requestPage({
    title: 'Security of mail to public bodies',
    user: 'Ada Sender',
    authority: startAuthority,
    masks: { authority: 'Lockwell Council', authorityAddress: 'foi@lockwell.gov.uk' },
    messages: [
      { kind: 'outgoing', author: 'Ada Sender', date: '2 March 2026', text: question },
      { kind: 'incoming', author: 'Information team, Lockwell Council', date: '30 March 2026', text: answer },
      { kind: 'annotation', author: 'Ben Reader', date: '1 April 2026', text: remark },
    ],
  });
}

/** The domains that are to be found on it. */
export const startDomains: readonly string[] = [
  ...['lockwell.gov.uk', 'danesford.ac.uk', 'trialbridge.gov.uk', 'wrongturn.gov.uk', 'emptyshelf.gov.uk'],
  ...['openfield.gov.uk', 'silent-archive.org.uk', 'underrepair.nhs.uk', 'queueing.nhs.uk', 'halfdane.ac.uk'],
  ...['spamfolder.co.uk', 'openhouse.co.uk', 'misprint.co.uk'],
  ...['twovoices.gov.uk', 'lostline.gov.uk', 'xn--bcherei-nordau-gsb.de'],
];
