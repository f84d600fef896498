/** `npm run lab`: the lab by hand, until Ctrl-C. With --quiet only the CA's file name is printed. */
import { startLab } from './lab.ts';

const lab = await startLab();
if (process.argv.includes('--quiet')) console.log(lab.caFile);
else explain();

function explain(): void {
  for (const [host, port] of lab.hosts) console.log(`${host.padEnd(40)} 127.0.0.1:${port}`);
  const policyHost = 'mta-sts.lockwell.gov.uk';
  console.log(`
The lab is up (${lab.startedIn} ms): ${lab.zones().length - 1} zones, ${lab.hosts.size} hosts, all of it invented.

A policy file:
  curl --cacert ${lab.caFile} --connect-to ::127.0.0.1:${lab.hosts.get(policyHost)} https://${policyHost}/.well-known/mta-sts.txt
The same question as a browser asks (MX of lockwell.gov.uk), answered in wire format:
  curl -s --cacert ${lab.caFile} --connect-to ::127.0.0.1:${lab.hosts.get('dns.google')} \\
    'https://dns.google/dns-query?dns=AAABIAABAAAAAAABCGxvY2t3ZWxsA2dvdgJ1awAADwABAAApBNAAAIAAAAA' | xxd
Chromium: --host-resolver-rules='…' as in lab.chromiumRules, and the CA in $HOME/.pki/nssdb
Firefox: the SOCKS proxy of lab.firefoxPrefs, and the CA in the profile

Ctrl-C ends it.`);
}
