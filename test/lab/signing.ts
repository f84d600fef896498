/** Signs zones with dnssec-signzone. One key serves every zone: made in a millisecond, its tag is the same everywhere. */
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeName } from './wire.ts';
import type { ZoneState } from './zones.ts';

const run = promisify(execFile);

const ECDSAP256SHA256 = 13; // RFC 6605
const SHA256 = 2; // RFC 4509

export type ZoneKey = { readonly rdata: Buffer; readonly tag: number; readonly secret: string };

export function makeKey(): ZoneKey {
  const {
    x = '',
    y = '',
    d = '',
  } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const point = [x, y].map(part => Buffer.from(part, 'base64url'));
  const rdata = Buffer.concat([Buffer.from([1, 1, 3, ECDSAP256SHA256]), ...point]);
  return { rdata, tag: keyTag(rdata), secret: Buffer.from(d, 'base64url').toString('base64') };
}

/** The DNSKEY record of a zone: what it holds itself, and what a resolver takes as trust anchor of the root. */
export function dnskeyRecord(domain: string, key: ZoneKey): string {
  return `${domain}. IN DNSKEY 257 3 ${ECDSAP256SHA256} ${key.rdata.subarray(4).toString('base64')}`;
}

/** The DS record that the parent publishes (RFC 4034 §5.1.4). */
export function dsRecord(domain: string, key: ZoneKey): string {
  const digest = createHash('sha256').update(writeName(domain)).update(key.rdata).digest('hex');
  return `${domain}. IN DS ${key.tag} ${ECDSAP256SHA256} ${SHA256} ${digest}`;
}

/** Signs `<dir>/<file>` to `<dir>/<file>.signed`; rejects with what dnssec-signzone says of a bad line. */
export async function signZone(
  dir: string,
  file: string,
  domain: string,
  state: ZoneState,
  key: ZoneKey,
): Promise<void> {
  const keyName = `K${domain}.+0${ECDSAP256SHA256}+${String(key.tag).padStart(5, '0')}`;
  const secret = `Private-key-format: v1.3\nAlgorithm: ${ECDSAP256SHA256} (ECDSAP256SHA256)\nPrivateKey: ${key.secret}\n`;
  await Promise.all([
    writeFile(`${dir}/${keyName}.key`, `${dnskeyRecord(domain, key)}\n`),
    writeFile(`${dir}/${keyName}.private`, secret),
  ]);
  const sign = async (output: string, dates: readonly string[] = []) => {
    const args = ['-q', '-P', '-z', '-n', '1', '-O', 'full', ...dates, '-o', `${domain}.`, '-f', output, file, keyName];
    await run('dnssec-signzone', args, { cwd: dir });
    return readFile(`${dir}/${output}`, 'utf8');
  };
  const signed = await sign(`${file}.signed`);
  if (state === 'bogus') await writeFile(`${dir}/${file}.signed`, signed.replaceAll(signature, '$1AAAA'));
  const dates = misdated[state];
  if (!dates) return;
  // The key's own signature stays good, so that a resolver can tell what is wrong with the others (RFC 8914).
  const [good = ''] = keySignature.exec(signed) ?? [];
  const late = await sign(`${file}.misdated`, dates);
  await writeFile(`${dir}/${file}.signed`, late.replace(keySignature, good));
}

const misdated: Partial<Record<ZoneState, readonly string[]>> = {
  expired: ['-s', '20250101000000', '-e', '20250401000000'],
  early: ['-s', '+2592000', '-e', '+2592000'],
};

/** The first octets of the signature of any record but the key. */
const signature = /^(\S+\s+\d+\s+IN\s+RRSIG\s+(?!DNSKEY)\S+ .* \S+\. )\S{4}/gm;

const keySignature = /^.*\sRRSIG\s+DNSKEY .*$/m;

/** RFC 4034 appendix B. */
function keyTag(rdata: Buffer): number {
  let sum = 0;
  for (const [i, octet] of rdata.entries()) sum += i % 2 === 0 ? octet << 8 : octet;
  return (sum + (sum >> 16)) & 0xffff;
}
