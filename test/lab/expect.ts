/**
 * What the extension has to say of the lab's domains: the grades of product.md for the zones of zones/*.zone, with the
 * reason in words. A line is a domain, its transit reason, its identity reason, and why.
 */
import { type IdentityGrade, identityGrades, type TransitGrade, transitGrades } from '../../src/verdict/grades.ts';
import type { IdentityReason, OlderReceivers, TransitReason } from '../../src/verdict/verdict.ts';

export type Expectation = {
  readonly domain: string;
  /** Once its policy file, if its record promises one, has been asked for. */
  readonly transit: { readonly grade: TransitGrade; readonly reason: TransitReason };
  /** Before that: without the permission, or without a click. */
  readonly unasked: { readonly grade: TransitGrade; readonly reason: TransitReason };
  readonly identity: {
    readonly grade: IdentityGrade;
    readonly reason: IdentityReason;
    readonly older?: OlderReceivers;
  };
  readonly why: string;
};

type Line = readonly [
  domain: string,
  transit: TransitReason,
  identity: IdentityReason,
  why: string,
  older?: OlderReceivers,
];

/** Domains without a valid STS record: no policy file is ever asked for, and asking would change nothing. */
const withoutPolicy: readonly Line[] = [
  // Transit
  ['nomansland.gov.uk', 'no-mail-missing', 'open', 'does not exist'],
  ['silent-archive.org.uk', 'no-mail-null-mx', 'rejected', 'its only MX is "."'],
  ['paperonly.org.uk', 'no-mail-no-address', 'open', 'no MX and no address'],
  ['deadletter.co.uk', 'no-mail-dead-targets', 'open', 'one MX host has no address, the other does not exist'],
  ['danesford.ac.uk', 'locked-dane', 'rejected', 'usable TLSA on both hosts, all authentic'],
  ['portside.ac.uk', 'locked-dane', 'watched', 'signed MX to a signed provider with TLSA'],
  ['misprint.co.uk', 'broken-record', 'rejected', 'an STS record without id'],
  ['doublepost.gov.uk', 'broken-record', 'rejected', 'two STS records'],
  ['rustbolt.ac.uk', 'broken-dane-unusable', 'rejected', 'authentic TLSA, none of them usable'],
  ['openfield.gov.uk', 'unlocked-nothing', 'open', 'nothing declared'],
  ['halfdane.ac.uk', 'unlocked-dane-partial', 'watched', 'TLSA on one of two hosts'],
  ['borrowedkeys.com', 'unlocked-dane-insecure', 'rejected', 'TLSA under an MX set that is not authentic'],
  // Identity
  ['softlaunch.org.uk', 'unlocked-nothing', 'quarantined', 'reject, lowered a step by t=y'],
  ['spamfolder.co.uk', 'unlocked-nothing', 'quarantined', 'p=quarantine'],
  ['lookout.gov.uk', 'unlocked-nothing', 'watched', 'p=none'],
  ['halfheart.org.uk', 'unlocked-nothing', 'watched', 'quarantine, lowered a step by t=y'],
  ['reportsonly.org.uk', 'unlocked-nothing', 'watched-by-default', 'no p, a valid rua'],
  ['slipped-key.org.uk', 'unlocked-nothing', 'watched-by-default', 'a misspelt p, a valid rua'],
  ['twovoices.gov.uk', 'unlocked-nothing', 'broken-record', 'two DMARC records'],
  ['bigcouncil.gov.uk', 'unlocked-nothing', 'rejected', 'p=reject'],
  [
    'desk.bigcouncil.gov.uk',
    'unlocked-nothing',
    'quarantined',
    'two records: the walk goes on to the council',
    'multiple',
  ],
  ['twicesaid.org.uk', 'unlocked-nothing', 'broken-record', 'a doubled tag'],
  ['newversion.org.uk', 'unlocked-nothing', 'broken-record', 'a wrong v'],
  ['noteeth.org.uk', 'unlocked-nothing', 'broken-p', 'neither p nor rua'],
  ['openhouse.co.uk', 'unlocked-nothing', 'broken-spf', 'SPF +all passes anyone'],
  ['wholeworld.co.uk', 'unlocked-nothing', 'broken-spf', 'SPF /0 passes anyone'],
  ['partway.org.uk', 'unlocked-nothing', 'rejected', 'p=reject for 20 %, as it once was', 'pct'],
  ['northmoor.police.uk', 'unlocked-nothing', 'rejected', 'only its public suffix publishes', 'psd'],
  ['greenborough.gov.uk', 'unlocked-nothing', 'open', 'its one record stands below it'],
  ['team.parks.greenborough.gov.uk', 'unlocked-nothing', 'rejected', 'a record found by the walk alone', 'tree-walk'],
  ['planning.lockwell.gov.uk', 'unlocked-nothing', 'rejected', 'no lock is inherited, the DMARC policy is'],
  ['ghost.bigcouncil.gov.uk', 'no-mail-missing', 'watched', 'a name that does not exist takes np=none'],
  // DNS
  ['lostline.gov.uk', 'unknown-dns', 'unknown-dns', 'its name servers do not answer'],
  ['forgedseal.gov.uk', 'unknown-dns', 'unknown-dns', 'its signatures do not verify'],
  ['staleseal.gov.uk', 'unknown-dns', 'unknown-dns', 'its signatures are past their time'],
  ['earlyseal.gov.uk', 'unknown-dns', 'unknown-dns', 'its signatures are not yet of their time'],
  ['danglewick.gov.uk', 'unlocked-nothing', 'watched', 'its STS record is a CNAME to nowhere'],
  ['roundabout.gov.uk', 'unknown-dns', 'watched', 'its STS record is a CNAME in a circle'],
  ['starfield.org.uk', 'unlocked-nothing', 'open', 'a wildcard TXT is neither an STS nor a DMARC record'],
  ['hollowname.org.uk', 'unlocked-nothing', 'open', 'the names exist without a TXT record'],
  ['nickname.co.uk', 'unlocked-nothing', 'open', 'an MX host that is a CNAME, nothing signed'],
  ['othername.ac.uk', 'unknown-dns', 'rejected', 'an MX host that is a CNAME, all signed: not known'],
  ['crossedwires.ac.uk', 'unknown-dns', 'rejected', 'the TLSA lookup fails: locked or not'],
  ['quietnight.gov.uk', 'unlocked-nothing', 'unknown-dns', 'only the DMARC lookup fails'],
  ['looseends.ac.uk', 'unlocked-dane-insecure', 'rejected', 'signed MX to a host in an unsigned zone'],
  ['loosehosting.com', 'unlocked-dane-insecure', 'open', 'TLSA in an unsigned zone'],
  ['numberplate.co.uk', 'no-mail-dead-targets', 'open', 'an IP address as MX host'],
  ['maybenot.org.uk', 'unlocked-nothing', 'open', 'a null MX beside a real one'],
  ['bobbytables.com', 'broken-record', 'watched-by-default', 'markup in its records'],
  ['tamperedline.org.uk', 'unknown-dns', 'unknown-dns', 'extended error 4: forged answers'],
  ['keptwarm.org.uk', 'unlocked-nothing', 'rejected', 'stale answers keep their row'],
  ['filtered.org.uk', 'unknown-dns', 'unknown-dns', 'extended error 15: a filter answered'],
  // The letters (invented, but for the want of MTA-STS and the name that does not exist)
  ['dwp.gov.uk', 'unlocked-nothing', 'rejected', 'no MTA-STS'],
  ['dpw.gov.uk', 'no-mail-missing', 'open', 'a slip of the pen for dwp.gov.uk'],
  ['homeoffice.gov.uk', 'unlocked-nothing', 'quarantined', 'no MTA-STS'],
  ['fco.gov.uk', 'no-mail-null-mx', 'rejected', 'takes no mail any more'],
  ['whatdotheyknow.com', 'unlocked-nothing', 'watched', 'nothing declared'],
];

/** Domains with a valid STS record: `unverified` until the policy file is asked for. */
const withPolicy: readonly Line[] = [
  ['lockwell.gov.uk', 'locked-sts', 'rejected', 'enforce, both hosts named'],
  ['halfgate.gov.uk', 'locked-sts-partly', 'quarantined', 'enforce, one of two hosts named'],
  ['frontdoor.org.uk', 'locked-sts', 'open', 'no MX: the domain itself is named'],
  ['rustykey.org', 'locked-sts', 'rejected', 'enforce beside TLSA that are all unusable'],
  ['hostedlock.org.uk', 'locked-sts', 'quarantined', 'record and policy host by CNAME'],
  ['trialbridge.gov.uk', 'testing', 'watched', 'mode testing'],
  ['trialmoor.wales', 'testing', 'open', 'mode testing, whatever it matches'],
  ['smudge.org.uk', 'broken-policy-invalid', 'open', 'no max_age'],
  ['wrongturn.gov.uk', 'broken-no-match', 'rejected', 'enforce names no MX host'],
  ['twodeep.org.uk', 'broken-no-match', 'open', 'a wildcard stands for one label'],
  ['zerohour.org.uk', 'broken-max-age-zero', 'open', 'max_age 0'],
  ['leavers.org.uk', 'unlocked-mode-none', 'watched', 'mode none'],
  ['longletter.gov.uk', 'locked-sts', 'rejected', 'records in several strings, behind a chain of CNAMEs'],
  ['xn--bcherei-nordau-gsb.de', 'locked-sts', 'rejected', 'an IDN with IPv6 only'],
  // Policy hosts
  ['lapsed.gov.uk', 'broken-policy-absent', 'rejected', 'its certificate has expired'],
  ['mistakenidentity.org.uk', 'broken-policy-absent', 'rejected', 'its certificate is of another host'],
  ['homemade.org.uk', 'broken-policy-absent', 'rejected', 'its certificate is self-signed'],
  ['movedon.gov.uk', 'broken-policy-absent', 'rejected', 'a redirect'],
  ['emptyshelf.gov.uk', 'broken-policy-absent', 'rejected', '404'],
  ['closeddown.org.uk', 'broken-policy-absent', 'rejected', '410'],
  ['lostsignpost.gov.uk', 'broken-policy-absent', 'rejected', 'the policy host does not exist in DNS'],
  ['frontdesk.gov.uk', 'broken-policy-invalid', 'rejected', 'a web page with status 200'],
  ['longwinded.gov.uk', 'broken-policy-invalid', 'rejected', 'over 64 KiB'],
  ['endlessroad.org.uk', 'broken-policy-invalid', 'rejected', 'never ends'],
  ['oddenvelope.org.uk', 'locked-sts', 'rejected', 'another media type is told, and the policy taken'],
  ['membersonly.org.uk', 'unknown-policy', 'rejected', '401'],
  ['keepout.gov.uk', 'unknown-policy', 'rejected', '403'],
  ['queueing.nhs.uk', 'unknown-policy', 'rejected', '429'],
  ['underrepair.nhs.uk', 'unknown-policy', 'rejected', '503'],
  ['slowtap.co.uk', 'unknown-policy', 'rejected', 'an octet every 0.2 s'],
  ['noanswer.co.uk', 'unknown-policy', 'rejected', 'never answers'],
  ['hungup.co.uk', 'unknown-policy', 'rejected', 'resets the connection'],
  ['shutdoor.gov.uk', 'unknown-policy', 'rejected', 'nothing listens'],
  ['localonly.co.uk', 'unknown-policy', 'rejected', 'stands in DNS, but the browser cannot resolve it'],
  // The letters (invented)
  ['aol.com', 'testing', 'rejected', 'mode testing'],
  ['gmail.com', 'locked-sts', 'watched', 'enforce'],
  ['hotmail.com', 'locked-sts', 'watched', 'enforce by a wildcard'],
];

/** Locked by DANE before a policy file is looked at. */
const lockedAtOnce: readonly Line[] = [
  ['mailharbour.org', 'locked-both', 'rejected', 'a provider with enforce and TLSA'],
  ['twinlocks.de', 'locked-both', 'rejected', 'enforce and TLSA on its host'],
  ['beltandbraces.de', 'locked-dane', 'quarantined', 'its policy host fails, DANE holds'],
];

/** Not known before the policy file is asked for: what is asked for may change the row. */
const unknownAtFirst: readonly Line[] = [
  ['strongbox.ac.uk', 'locked-sts', 'rejected', 'the TLSA lookup fails, the policy decides'],
];

export const expectations: readonly Expectation[] = [
  ...withoutPolicy.map(line => expectation(line, line[1])),
  ...withPolicy.map(line => expectation(line, 'unverified')),
  ...lockedAtOnce.map(line => expectation(line, 'locked-dane')),
  ...unknownAtFirst.map(line => expectation(line, 'unknown-dns')),
];

function expectation([domain, transit, identity, why, older]: Line, unasked: TransitReason): Expectation {
  return {
    domain,
    transit: { grade: gradeOf(transitGrades, transit), reason: transit },
    unasked: { grade: gradeOf(transitGrades, unasked), reason: unasked },
    identity: { grade: gradeOf(identityGrades, identity), reason: identity, ...(older && { older }) },
    why,
  };
}

/** A reason is named after its grade: 'no-mail-null-mx' is 'no-mail'. */
function gradeOf<Grade extends string>(grades: readonly Grade[], reason: string): Grade {
  const grade = grades.find(grade => reason === grade || reason.startsWith(`${grade}-`));
  if (!grade) throw new Error(`no grade for ${reason}`);
  return grade;
}
