/**
 * Every sentence about a finding, in British English: what was seen, what follows, how to fix it. First lines are for a
 * reader without DNS knowledge; records and standards come one level down.
 */
import { identitySaid } from './en-identity.ts';
import { whyNoAnswer } from './failures.ts';
import type { Sentences } from './language.ts';
import { days, list } from './phrases.ts';

const lookAgain = 'Look again in a minute. If it stays so, try another resolver in the settings.';
const rua = (domain: string) => `rua=mailto:dmarc@${domain}`;

/** RFC 9989 §4.10.1: a bad policy takes the whole record out, or, where reports are wanted, lowers it to "none". */
function badValue(tag: string, rua: boolean): string {
  if (tag === 'rua' || tag === 'ruf') return 'No reports are sent there.';
  if (tag !== 'p' && tag !== 'sp' && tag !== 'np') return 'Receivers take the default instead.';
  return rua ? 'Receivers deliver forged mail and only report it.' : 'Receivers do nothing at all with the record.';
}

/** Whose forged mail a tag is about; that of the domain itself goes without saying. */
const noneFor = { p: '', sp: ' from subdomains', np: ' from names that do not exist' } as const;

export const en: Sentences = {
  'domain-missing': ({ target }, d) =>
    target
      ? {
          seen: `${d} is an alias for ${target}, which does not exist.`,
          follows:
            'Mail to it comes back. If that name can be registered, a stranger can take it and receive the mail.',
          fix: 'Correct the alias, or take it away.',
        }
      : {
          seen: `There is no domain ${d}.`,
          follows: 'Mail to it comes back. The name may be misspelt.',
        },
  'mx-hosts': ({ hosts }) => ({
    seen: `Mail goes to ${list(hosts.map(h => h.host))}.`,
    follows: 'Sending servers try them in order of preference, the lowest number first.',
  }),
  'mx-none-implicit': (_, d) => ({
    seen: `${d} names no mail server, so mail goes to the machine of that name itself.`,
    follows: 'Mail can arrive, but the domain does not say that it wants any.',
    fix: 'Name the mail server. If the domain takes no mail, say so:',
    publish: `${d}. MX 0 .`,
  }),
  'mx-none-no-address': (_, d) => ({
    seen: `${d} names no mail server and has no address of its own.`,
    follows: 'Mail to it comes back, in some cases only after days.',
    fix: 'If the domain takes no mail, say so, and senders learn it at once:',
    publish: `${d}. MX 0 .`,
  }),
  'mx-null': (_, d) => ({
    seen: `${d} declares that it takes no mail.`,
    follows: 'Mail to it comes back at once. No lock is needed.',
  }),
  'mx-null-with-others': ({ hosts }) => ({
    seen: `"Takes no mail" is declared beside ${list(hosts)}.`,
    follows: 'Senders may pick either: some mail is refused.',
    fix: 'Keep the one that is true: "MX 0 ." must stand alone.',
  }),
  'mx-no-address': ({ hosts, all }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'has' : 'have'} no address.`,
    follows: all ? 'No mail can be delivered.' : 'Mail cannot be delivered there; senders use the other servers.',
    fix: 'Give each mail server an address record, or take it out of the list.',
  }),
  'mx-nxdomain': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'does' : 'do'} not exist in DNS.`,
    follows: 'If the name can be registered, a stranger can take it and receive the mail.',
    fix: 'Correct the name or take it out of the list.',
  }),
  'mx-cname': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'is an alias' : 'are aliases'} for another name.`,
    follows: 'The standard does not allow it; most senders deliver all the same.',
    fix: 'Name the real host in the MX record.',
  }),
  'mx-ip-literal': ({ hosts }) => ({
    seen: `The mail server is given as ${list(hosts)}, an IP address.`,
    follows: 'Senders look for a name and do not deliver there.',
    fix: 'Give the server a name and put that into the MX record.',
  }),
  'mx-special-use': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'is a reserved name' : 'are reserved names'}, under which no server can be found on the internet.`,
    follows: 'Senders cannot deliver there. It was not looked up.',
    fix: 'Name a host that can be reached from outside. If the domain takes no mail, publish a lone "MX 0 ." instead.',
  }),
  'mx-too-many': ({ asked, count }) => ({
    seen: `${count} mail servers are named; only the first ${asked} were looked up.`,
    follows: 'Nothing is known of the others.',
    fix: 'Name fewer: one or two names can stand for many machines.',
  }),
  'mx-single': ({ host }) => ({
    seen: `${host} is the only mail server.`,
    follows: 'While it is down, mail waits with the sender. For a large provider one name can stand for many machines.',
  }),

  'sts-record-missing': (_, d) => ({
    seen: `${d} does not announce MTA-STS.`,
    follows:
      'Nothing tells sending servers to insist on a verified, encrypted connection, so they fall back to plain text when encryption is blocked.',
    fix: 'Serve a policy file first, in testing mode, then announce it:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-record-multiple': ({ count }, d) => ({
    seen: `${count} announcements stand where exactly one may.`,
    follows: 'Sending servers treat the domain as if it had none.',
    fix: `Leave one TXT record at _mta-sts.${d}.`,
  }),
  'sts-record-syntax': ({ text }, d) => ({
    seen: `The announcement cannot be read: ${text}`,
    follows: 'Sending servers treat the domain as if it had none.',
    fix: 'Write it as the standard has it:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-id-missing': (_, d) => ({
    seen: 'The announcement has no id.',
    follows: 'Sending servers cannot tell which policy it means and ignore it.',
    fix: 'Add an id, and change it whenever the policy changes:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-id-invalid': ({ id }, d) => ({
    seen: `The id "${id}" is not made of 1 to 32 letters and digits.`,
    follows: 'Sending servers ignore the announcement.',
    fix: 'Use letters and digits only, 32 at most:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-record-version': ({ text }, d) => ({
    seen: `The announcement gives another version than STSv1: ${text}`,
    follows: 'Sending servers skip it, as if it were not there.',
    fix: 'Write the version exactly so:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-record-not-first': ({ text }, d) => ({
    seen: `The announcement does not begin with its version: ${text}`,
    follows: 'Sending servers skip it, as if it were not there.',
    fix: 'Put v=STSv1 first:',
    publish: `_mta-sts.${d}. TXT "v=STSv1; id=1"`,
  }),
  'sts-record-wrong-name': ({ name }, d) => ({
    seen: `An MTA-STS announcement stands at ${name}.`,
    follows: 'Sending servers do not look there.',
    fix: `Move it to _mta-sts.${d}.`,
  }),
  'sts-cname-dangling': ({ target }, d) => ({
    seen: `_mta-sts.${d} points to ${target}, where there is no announcement.`,
    follows: 'Sending servers treat the domain as if it had none. If that name is free, a stranger can take it.',
    fix: 'Correct the alias, or take it away.',
  }),
  'sts-policy-not-asked': ({ host }) => ({
    seen: `The announcement is in order. The policy file on ${host} has not been fetched.`,
    follows: 'Fetching it tells how strong the lock is. That host then sees that someone at your address looked.',
  }),
  'sts-policy-host-nxdomain': ({ host, exists }) => ({
    seen: `${host} ${exists ? 'has no address' : 'does not exist'}, so there is no policy file.`,
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: `Set up ${host} with a valid certificate and serve the policy there.`,
  }),
  'sts-policy-unreachable': ({ host, cause, detail }) => ({
    seen: {
      refused: `${host} refused the connection from here.`,
      reset: `${host} broke the connection off from here.`,
      timeout: `${host} did not answer from here in time.`,
      unresolved: `${host} exists in DNS, but this browser could not find it.`,
      other: `${host} could not be reached from here (${detail}).`,
    }[cause],
    follows: 'This may be a fault there or here. Sending servers that still hold the policy go on using it.',
    fix: `Look again in a few minutes. If it stays so, see that ${host} answers everyone on port 443.`,
  }),
  'sts-policy-tls': ({ host, detail }) => ({
    seen: `The certificate of ${host} was not accepted (${detail.replace(/\.$/, '')}).`,
    follows: 'Sending servers must not use a policy from there and treat the domain as if it had none.',
    fix: `Install a certificate for ${host} from a public authority and renew it in time.`,
  }),
  'sts-policy-tls-unproved': ({ host, detail }) => ({
    seen: `The certificate of ${host} was not accepted (${detail.replace(/\.$/, '')}), and DNS gave no address for that host in the same minute.`,
    follows: 'Perhaps this network shows a page of its own in between. Nothing is concluded from it.',
    fix: 'Look again in a few minutes, or from another network.',
  }),
  'sts-policy-status': ({ host, httpStatus, absent }) => ({
    seen: absent
      ? `${host} says that the policy file is not there (HTTP ${httpStatus}).`
      : `${host} did not give the file out from here (HTTP ${httpStatus}).`,
    follows: absent
      ? 'Sending servers treat the domain as if it had no lock.'
      : 'Sending servers may be answered differently; nothing is concluded from it.',
    fix: absent
      ? `Serve https://${host}/.well-known/mta-sts.txt with status 200.`
      : `Make sure that ${host} answers everyone with status 200.`,
  }),
  'sts-policy-redirect': ({ host, httpStatus, location }) => ({
    seen: `${host} sends visitors on to ${location || 'another address'} (HTTP ${httpStatus}).`,
    follows: 'Sending servers must not follow, so for them there is no policy.',
    fix: `Serve the file itself at https://${host}/.well-known/mta-sts.txt.`,
  }),
  'sts-policy-media-type': ({ contentType }) => ({
    seen: `The policy file is served as ${contentType || 'nothing in particular'}.`,
    follows: 'Some sending servers accept only text/plain and ignore the policy.',
    fix: 'Serve it as text/plain.',
    publish: 'Content-Type: text/plain',
  }),
  'sts-policy-too-large': () => ({
    seen: 'The policy file is larger than 64 KiB.',
    follows: 'Sending servers stop reading and treat the domain as if it had no lock.',
    fix: 'Keep the file to the few lines it needs.',
  }),
  'sts-bot-wall': ({ host }) => ({
    seen: `${host} answers with a web page instead of the policy file.`,
    follows: 'Sending servers cannot read it and treat the domain as if it had no lock.',
    fix: `Let /.well-known/mta-sts.txt on ${host} through without a check for browsers.`,
  }),
  'sts-policy-syntax': ({ line, text }) => ({
    seen: `Line ${line} of the policy file cannot be read: ${text}`,
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Write each line as "name: value".',
  }),
  'sts-version': ({ value }) => ({
    seen: value ? `The policy file gives the version as "${value}".` : 'The policy file gives no version.',
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Give the version exactly so:',
    publish: 'version: STSv1',
  }),
  'sts-mode-missing': () => ({
    seen: 'The policy file does not say what it demands.',
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Add a mode: testing to begin with, enforce when the reports are clean.',
    publish: 'mode: enforce',
  }),
  'sts-mode-unknown': ({ value }) => ({
    seen: `The policy file demands "${value}", which does not exist.`,
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Use enforce, testing or none, in lower case.',
    publish: 'mode: enforce',
  }),
  'sts-max-age-missing': () => ({
    seen: 'The policy file does not say how long it may be kept.',
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Add a lifetime in seconds; weeks or more:',
    publish: 'max_age: 2419200',
  }),
  'sts-max-age-malformed': ({ value }) => ({
    seen: `The lifetime "${value}" is not a whole number of seconds.`,
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Write digits only:',
    publish: 'max_age: 2419200',
  }),
  'sts-max-age-too-large': ({ value }) => ({
    seen: `The lifetime of ${value} seconds is over the maximum of 31557600, a year.`,
    follows: 'Some sending servers refuse the policy, others shorten it.',
    fix: 'Stay within the maximum:',
    publish: 'max_age: 31557600',
  }),
  'sts-max-age-zero': () => ({
    seen: 'The lifetime of the policy is 0 seconds.',
    follows: 'Sending servers forget it the moment they have read it.',
    fix: 'Give it weeks or more:',
    publish: 'max_age: 2419200',
  }),
  'sts-max-age-short': ({ maxAge }) => ({
    seen: `Sending servers keep the policy for ${days(maxAge)}.`,
    follows:
      maxAge < 86_400
        ? 'It is forgotten between nearly any two letters, so it protects next to nothing.'
        : 'Between two letters it is forgotten, and an attacker who is there at that moment can hide it.',
    fix: 'Give it weeks or more:',
    publish: 'max_age: 2419200',
  }),
  'sts-mx-missing': () => ({
    seen: 'The policy file names no mail server.',
    follows: 'Sending servers treat the domain as if it had no lock.',
    fix: 'Add a line "mx: HOST" for each mail server.',
  }),
  'sts-mx-malformed': ({ pattern }) => ({
    seen: `"${pattern}" in the policy file is not a host name.`,
    follows: 'Sending servers treat the policy as invalid, or as not naming that server.',
    fix: 'Write the host name as in the MX record, without a dot at the end; "*." may stand once, at the start.',
  }),
  'sts-duplicate-key': ({ key }) => ({
    seen: `The policy file has "${key}" more than once.`,
    follows: 'The first one counts; some sending servers refuse the file.',
    fix: 'Leave one.',
  }),
  'sts-unknown-key': ({ key }) => ({
    seen: `The policy file has a line "${key}" that the standard does not know.`,
    follows: 'Sending servers pass over it. It may be a misspelling.',
  }),
  'sts-blank-line': ({ line }) => ({
    seen: `Line ${line} of the policy file is empty.`,
    follows:
      'The standard does not provide for it; sending servers that follow it treat the domain as if it had no lock.',
    fix: 'Take the empty line out.',
  }),
  'sts-enforced': ({ maxAge, hosts }) => ({
    seen: `The policy is enforced, kept for ${days(maxAge)}, and covers ${list(hosts)}.`,
    follows: 'Servers that check refuse to deliver over a connection that is not encrypted and verified.',
  }),
  'sts-mode-testing': () => ({
    seen: 'The policy is in testing mode.',
    follows: 'Servers that check report problems but deliver all the same.',
    fix: 'When the reports are clean, change the mode and the id:',
    publish: 'mode: enforce',
  }),
  'sts-mode-none': () => ({
    seen: 'The policy says "none".',
    follows: 'Sending servers act as if there were no policy. This is how a domain gives MTA-STS up.',
    fix: 'To lock mail, go by way of testing to:',
    publish: 'mode: enforce',
  }),
  'sts-mx-not-covered': ({ hosts, all, mode }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'is' : 'are'} not in the policy.`,
    follows:
      mode === 'enforce'
        ? all
          ? 'Servers that check hold all mail back, and return it after some days.'
          : 'Servers that check hold mail back where only these servers can be reached; it is not exposed.'
        : 'In enforce mode, servers that check would hold mail to them back.',
    fix: 'Add a line for each to the policy file and change the id.',
    publish: hosts.map(h => `mx: ${h}`).join('\n'),
  }),
  'sts-mx-stale-pattern': ({ patterns }) => ({
    seen: `The policy also names ${list(patterns)}, which no MX record has.`,
    follows: 'Harmless while those names are in the right hands.',
    fix: 'Take out what is no longer used, and change the id.',
  }),
  'sts-mx-over-broad': ({ patterns }) => ({
    seen: `${list(patterns)} ${patterns.length === 1 ? 'covers every host below that name' : 'cover every host below those names'}.`,
    follows: 'Whoever holds a certificate for any host there can pose as the mail server.',
    fix: 'Name the mail servers one by one.',
  }),
  'sts-null-mx-conflict': () => ({
    seen: 'There is a lock, but the domain takes no mail.',
    follows: 'It protects nothing and does no harm.',
  }),
  'sts-implicit-mx': (_, d) => ({
    seen: `${d} has a lock but names no mail server, so its own name was held against the policy.`,
    follows: 'The standard does not speak of this case; senders may differ.',
    fix: 'Name the mail server in an MX record.',
  }),

  'dane-locked': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'has' : 'have'} signed TLSA records.`,
    follows: 'Servers that check DANE deliver only to a server that proves to be the one described there.',
  }),
  'dane-none': (_, d) => ({
    seen: `The mail servers of ${d} have no TLSA records.`,
    follows: 'Servers that check DANE have nothing to hold the mail server against.',
  }),
  'dane-partial': ({ covered, missing }) => ({
    seen: `${list(covered)} ${covered.length === 1 ? 'has' : 'have'} usable TLSA records, ${list(missing)} ${missing.length === 1 ? 'has' : 'have'} none.`,
    follows: 'Someone on the path can block the first and read what goes to the others.',
    fix: 'Publish TLSA records for every mail server.',
  }),
  'dane-mx-insecure': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'has' : 'have'} TLSA records, but the list of mail servers is not signed.`,
    follows: 'Someone on the path can name other servers, so DANE does not lock this domain.',
    fix: 'Sign the domain with DNSSEC.',
  }),
  'dane-address-insecure': ({ hosts }) => ({
    seen: `The address of ${list(hosts)} is not signed.`,
    follows: 'Senders do not use TLSA records there.',
    fix: 'Sign the zone of the mail server with DNSSEC.',
  }),
  'dane-tlsa-insecure': ({ hosts }) => ({
    seen: `The TLSA records of ${list(hosts)} are not signed.`,
    follows: 'Senders must ignore them.',
    fix: 'Sign the zone that holds them with DNSSEC.',
  }),
  'dane-tlsa-error': ({ hosts }) => ({
    seen: `As this resolver saw it, the TLSA records of ${list(hosts)} cannot be looked up (SERVFAIL).`,
    follows: 'Servers that check DANE and are answered the same do not deliver there while this lasts.',
    fix: 'Check DNSSEC and the name servers of that zone.',
  }),
  'dane-cname-mx': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'is an alias' : 'are aliases'}, so what DANE demands there was not judged.`,
    follows: 'Senders differ in what they do with an alias.',
    fix: 'Name the real host in the MX record.',
  }),
  'dane-all-unusable': ({ hosts }) => ({
    seen: `No TLSA record of ${list(hosts)} can be used.`,
    follows: 'Servers that check DANE insist on encryption there, but cannot tell the real server from a false one.',
    fix: 'Publish a record "3 1 1" with the SHA-256 of the server key.',
  }),
  'dane-usage-pkix': ({ hosts }) => ({
    seen: `TLSA records of ${list(hosts)} have usage 0 or 1.`,
    follows: 'These are not meant for mail; senders may treat them as unusable.',
    fix: 'Use "3 1 1" or "2 0 1".',
  }),
  'dane-digest-length': ({ hosts }) => ({
    seen: `A TLSA record of ${list(hosts)} has a digest of the wrong length.`,
    follows: 'Senders cannot use that record.',
    fix: 'SHA-256 has 64 hexadecimal digits, SHA-512 has 128. Make the record anew.',
  }),
  'dane-unknown-parameters': ({ hosts }) => ({
    seen: `A TLSA record of ${list(hosts)} has numbers that the standard does not know, or content that is no certificate or key.`,
    follows: 'Senders cannot use that record.',
    fix: 'Publish a record "3 1 1" with the SHA-256 of the server key.',
  }),
  'dane-full-certificate': ({ hosts }) => ({
    seen: `A TLSA record of ${list(hosts)} holds a whole certificate or key.`,
    follows: 'It works, but answers grow large and may be lost.',
    fix: 'Publish a SHA-256 digest instead ("3 1 1").',
  }),
  'dane-ta-spki': ({ hosts }) => ({
    seen: `A TLSA record of ${list(hosts)} names an authority by its key ("2 1 …").`,
    follows:
      'The limits in the authority’s certificate, such as the names that it may vouch for, are not part of the key and are lost.',
    fix: 'Name the authority by its certificate ("2 0 1").',
  }),
  'dane-no-rollover-record': ({ hosts }) => ({
    seen: `${list(hosts)} ${hosts.length === 1 ? 'has' : 'each have'} one usable TLSA record.`,
    follows:
      'Before what it names is replaced, a record for the new one must stand beside it, or servers that check DANE hold mail back.',
  }),
  'dane-unverifiable-here': () => ({
    seen: 'Whether the mail server’s certificate fits its TLSA records cannot be seen from a browser.',
    follows: 'It can be tested from a machine that may speak to port 25, for example at internet.nl.',
  }),

  'dmarc-enforced': ({ policy, name }) => ({
    seen: `The record at ${name} asks receivers to ${policy === 'reject' ? 'reject forged mail' : 'treat forged mail as spam'}.`,
    follows: 'Servers that check do so.',
  }),
  'dmarc-missing': (_, d) => ({
    seen: `There is no DMARC record for ${d}.`,
    follows: 'Receivers are not told what to do with forged mail, and the owner does not hear of it.',
    fix: 'Begin by watching, then go on to quarantine or reject:',
    publish: `_dmarc.${d}. TXT "v=DMARC1; p=none; ${rua(d)}"`,
  }),
  'dmarc-multiple': ({ name, count }) => ({
    seen: `${count} DMARC records stand at ${name} where one may.`,
    follows: 'Receivers drop them all.',
    fix: 'Leave one.',
  }),
  'dmarc-version': ({ name, text }) => ({
    seen: `The record at ${name} does not begin with v=DMARC1: ${text}`,
    follows: 'Receivers drop it.',
    fix: 'Put v=DMARC1 first, in capitals.',
  }),
  'dmarc-duplicate-tag': ({ name, tag }) => ({
    seen: `The record at ${name} has "${tag}" twice.`,
    follows: 'Receivers drop the whole record.',
    fix: 'Leave one.',
  }),
  'dmarc-p-missing': ({ name, rua }) => ({
    seen: `The record at ${name} does not say what to do with forged mail.`,
    follows: rua ? 'Receivers deliver it and only report it.' : 'Receivers do nothing at all with the record.',
    fix: 'Say it:',
    publish: 'p=quarantine',
  }),
  'dmarc-bad-value': ({ name, tag, value, rua }) => ({
    seen: `In the record at ${name}, "${tag}=${value}" means nothing.`,
    follows: badValue(tag, rua),
    fix: 'Correct the value or take it out.',
  }),
  'dmarc-syntax': ({ name, text }) => ({
    seen: `A part of the record at ${name} cannot be read: ${text}`,
    follows: 'Receivers pass over that part.',
    fix: 'Write "tag=value" with semicolons between.',
  }),
  'dmarc-unknown-tag': ({ name, tags }) => ({
    seen: `The record at ${name} has ${list(tags)}, which the standard does not know.`,
    follows: 'Receivers pass over it. It may be a misspelling.',
  }),
  'dmarc-removed-tag': ({ name, tags }) => ({
    seen: `The record at ${name} still has ${list(tags)}.`,
    follows: 'The present standard has dropped this; older receivers still read it.',
    fix: 'Take it out.',
  }),
  'dmarc-p-none': ({ name, tag, reports }) => ({
    seen: `The record at ${name} asks for nothing to be done with forged mail${noneFor[tag]}.`,
    follows: reports ? 'It is delivered, and reports are sent.' : 'It is delivered, and nobody is told.',
    fix: 'When the reports show that the domain’s own mail passes:',
    publish: `${tag}=quarantine`,
  }),
  'dmarc-sp-weaker': ({ p, sp }) => ({
    seen: `Subdomains are treated less strictly (${sp}) than the domain (${p}).`,
    follows: 'A forger uses an invented subdomain instead.',
    fix: 'Raise it, or leave it out:',
    publish: `sp=${p}`,
  }),
  'dmarc-np-weaker': ({ p, np }) => ({
    seen: `Names that do not exist are treated less strictly (${np}) than the domain (${p}).`,
    follows: 'A forger invents a name below the domain.',
    fix: 'Raise it:',
    publish: 'np=reject',
  }),
  'dmarc-testing': ({ published, effective }) => ({
    seen: `The record asks for ${published} but is marked as a test.`,
    follows: `Receivers act one step lower: ${effective}.`,
    fix: 'When the test is over, take "t=y" out.',
  }),
  'dmarc-pct': ({ pct }) => ({
    seen: `The record is meant for ${pct} % of the mail.`,
    follows: 'The present standard has dropped this; older receivers apply the policy to that part only.',
    fix: 'Take "pct" out.',
  }),
  'dmarc-inherited': ({ name, policy, dropped }, d) => ({
    seen: `${dropped ? `What stands at ${d} itself is dropped` : `${d} has no record of its own`}; the one at ${name} applies (${policy}).`,
    follows: 'What its owner changes there changes here.',
  }),
  'dmarc-psd': ({ name, policy }) => ({
    seen: `The record comes from ${name}, under which anyone of that kind can have a domain (${policy}).`,
    follows: 'Receivers on the older standard do not find it.',
    fix: 'Publish a record of your own.',
  }),
  'dmarc-rua-no-mailto': ({ uri }) => ({
    seen: `"${uri}" is not an address that reports can be sent to.`,
    follows: 'The owner does not hear of forgeries.',
    fix: 'Write mailto: before the address.',
  }),
  'dmarc-7489-differs': ({ why, older }) => ({
    seen: identitySaid.older[why],
    follows: older === 'nothing' ? 'They follow no policy at all.' : `The policy that they follow is ${older}.`,
    fix: 'Publish one plain record at the domain itself, without "pct".',
  }),
  'dmarc-at-apex': (_, d) => ({
    seen: `A DMARC record stands at ${d} itself.`,
    follows: 'Receivers do not look there.',
    fix: `Move it to _dmarc.${d}.`,
  }),

  'spf-all-pass': ({ term }) => ({
    seen: `The SPF record lets every server on the internet send in the name of the domain ("${term}").`,
    follows: 'Forged mail passes as real, whatever else is published.',
    fix: 'List the real servers and end the record with:',
    publish: '-all',
  }),

  'spf-record': ({ text }) => ({
    seen: `The SPF record names the servers that may send: ${text}`,
    follows: 'It does not let everyone send. How many servers it allows in all has not been followed up.',
  }),
  'spf-missing': (_, d) => ({
    seen: `${d} does not say which servers may send its mail.`,
    follows: 'Receivers have only signatures in the mail itself to tell real mail by.',
    fix: 'If the domain sends no mail, say so:',
    publish: `${d}. TXT "v=spf1 -all"`,
  }),
  'spf-syntax': ({ text, term }) => ({
    seen: `The SPF record has a mistake at "${term}": ${text}`,
    follows: 'Receivers treat this as an error and use none of it.',
    fix: 'Correct or take out that part.',
  }),
  'spf-multiple': ({ count }) => ({
    seen: `${count} SPF records stand where one may.`,
    follows: 'Receivers treat this as an error and use none of them.',
    fix: 'Join them into one.',
  }),

  'dnssec-signed': (_, d) => ({
    seen: `The list of mail servers of ${d} is signed with DNSSEC, and the resolver says that the signatures fit.`,
    follows: 'Nobody on the path can change it unseen.',
  }),
  'dnssec-unsigned': (_, d) => ({
    seen: `The list of mail servers of ${d} is not signed with DNSSEC.`,
    follows: 'DANE cannot lock it. MTA-STS works without, but the first look at it can be hidden.',
  }),
  'dnssec-bogus': ({ names, detail }) => ({
    seen: `The signature of ${list(names)} does not fit${detail ? ` (${detail})` : ''}.`,
    follows: 'Receivers and senders that check signatures get no answer.',
    fix: 'Check the signatures and the DS record of the zone.',
  }),
  'dnssec-expired': ({ names }) => ({
    seen: `The signature of ${list(names)} has expired.`,
    follows: 'Receivers and senders that check signatures get no answer.',
    fix: 'Sign the zone again.',
  }),
  'dnssec-not-yet': ({ names }) => ({
    seen: `The signature of ${list(names)} is dated in the future.`,
    follows: 'Receivers and senders that check signatures get no answer.',
    fix: 'Check the clock of the signing machine.',
  }),
  'dnssec-unsupported': ({ names }) => ({
    seen: `The signature of ${list(names)} uses a method that the resolver does not know.`,
    follows: 'It counts as not signed there.',
    fix: 'Use ECDSA P-256 (algorithm 13).',
  }),
  'dnssec-unknown': ({ resolver }) => ({
    seen: `${resolver} is not known to check signatures.`,
    follows: 'Nothing is said about DANE.',
    fix: 'Choose a resolver that checks them in the settings.',
  }),
  'dns-stale': ({ names }) => ({
    seen: `The answer for ${list(names)} is older than it should be; its name servers did not respond.`,
    follows: 'It may have changed since.',
    fix: lookAgain,
  }),
  'dns-filtered': ({ names, resolver }) => ({
    seen: `${resolver} does not give out the answer for ${list(names)}.`,
    follows: 'That is a rule of the resolver and says nothing about the domain.',
    fix: 'Choose another resolver in the settings.',
  }),
  'lookup-failed': ({ question, resolver, reason, rcode, httpStatus }) => ({
    seen: `${whyNoAnswer(reason, resolver, rcode, httpStatus)} The question was ${question.name || '.'} ${question.type}.`,
    follows: 'Whether anything is published there is not known.',
    fix: lookAgain,
  }),
};
