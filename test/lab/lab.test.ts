/** The lab by itself: that it answers as its zones say, spoils what it is told to spoil, and leaves nothing behind. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askDoh, getDoh, getHttps } from './client.ts';
import type { DnsFault } from './dns-faults.ts';
import { expectations } from './expect.ts';
import { type Lab, resolvers, startLab } from './lab.ts';
import { pause } from './pace.ts';
import { readAnswer, readQuestion } from './wire.ts';

const [first] = resolvers;
const policyPath = '/.well-known/mta-sts.txt';
let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());
afterEach(() => lab.heal());

describe('the zones', () => {
  // name, type: rcode, AD, records of the type, extended errors
  const cases: readonly (readonly [string, string, number, boolean, number, readonly number[], string])[] = [
    ['danesford.ac.uk', 'MX', 0, true, 2, [], 'signed'],
    ['_25._tcp.mx1.danesford.ac.uk', 'TLSA', 0, true, 2, [], 'signed TLSA'],
    ['lockwell.gov.uk', 'MX', 0, false, 2, [], 'an unsigned zone is an insecure delegation'],
    ['_mta-sts.danesford.ac.uk', 'TXT', 3, true, 0, [], 'NXDOMAIN in a signed zone'],
    ['mx1.danesford.ac.uk', 'AAAA', 0, true, 0, [], 'NODATA in a signed zone'],
    ['_mta-sts.openfield.gov.uk', 'TXT', 3, false, 0, [], 'NXDOMAIN in an unsigned zone'],
    ['_mta-sts.hollowname.org.uk', 'TXT', 0, false, 0, [], 'NODATA in an unsigned zone'],
    ['nomansland.gov.uk', 'MX', 3, true, 0, [], 'no such domain, proved by the root'],
    ['_dmarc.gov.uk', 'TXT', 3, true, 0, [], 'nothing at a suffix'],
    ['gov.uk', 'MX', 0, true, 0, [], 'a suffix takes no mail'],
    ['_dmarc.police.uk', 'TXT', 0, true, 1, [], 'a record at a suffix'],
    ['_mta-sts.longletter.gov.uk', 'TXT', 0, true, 1, [], 'behind three CNAMEs'],
    ['silent-archive.org.uk', 'MX', 0, false, 1, [], 'null MX'],
    ['doublepost.gov.uk', 'NS', 0, false, 1, [], 'its own NS'],
    ['_mta-sts.doublepost.gov.uk', 'TXT', 0, false, 2, [], 'two records'],
    ['_mta-sts.danglewick.gov.uk', 'TXT', 3, false, 0, [], 'a CNAME to nowhere'],
    ['forgedseal.gov.uk', 'MX', 2, false, 0, [6], 'bogus'],
    ['staleseal.gov.uk', 'MX', 2, false, 0, [7], 'signatures past their time'],
    ['earlyseal.gov.uk', 'MX', 2, false, 0, [8], 'signatures not yet of their time'],
    ['lostline.gov.uk', 'MX', 2, false, 0, [], 'lame'],
    ['_25._tcp.mx.crossedwires.ac.uk', 'TLSA', 2, false, 0, [], 'only the TLSA is lame'],
    ['keptwarm.org.uk', 'MX', 0, false, 1, [3], 'a fault of the zone file: stale'],
    ['filtered.org.uk', 'MX', 3, false, 0, [15], 'a fault of the zone file: blocked'],
  ];
  test.each(cases)('%s %s → rcode %i, AD %s', async (name, type, rcode, ad, count, extendedErrors) => {
    const answer = readAnswer((await askDoh(lab, first, name, type)).body);
    expect({ ...answer, types: answer.types[type] ?? 0 }).toEqual({
      rcode,
      ad,
      truncated: false,
      types: count,
      extendedErrors,
    });
  });

  test('a circle of CNAMEs has no TXT record, whatever else it is', async () => {
    const answer = readAnswer((await askDoh(lab, first, '_mta-sts.roundabout.gov.uk', 'TXT')).body);
    expect(answer.types.TXT).toBeUndefined();
    expect(answer.rcode).not.toBe(3);
  });

  test('every zone has its line in the table, and every line its zone or none on purpose', () => {
    const expected = expectations.map(({ domain }) => domain);
    const zones = lab.zones().map(({ domain }) => domain);
    expect(zones.filter(domain => domain !== '' && !expected.includes(domain))).toEqual([]);
    const above = (domain: string) => zones.some(zone => zone !== '' && `.${domain}`.endsWith(`.${zone}`));
    expect(expected.filter(domain => !above(domain))).toEqual(['nomansland.gov.uk', 'dpw.gov.uk']);
  });

  test('a changed line is served at once, signed or not, and so is a new zone', async () => {
    await lab.setZoneLine('danesford.ac.uk', '@            MX   20 mx2', '@            MX   0 .');
    await lab.changeZone('newtown.gov.uk', () => ';; newtown.gov.uk signed\n@ MX 10 mx.mailharbour.org.\n');
    const [changed, added] = [
      readAnswer((await askDoh(lab, first, 'danesford.ac.uk', 'MX')).body),
      readAnswer((await askDoh(lab, first, 'newtown.gov.uk', 'MX')).body),
    ];
    expect([changed.ad, changed.types.MX, added.ad, added.types.MX]).toEqual([true, 2, true, 1]);
    await lab.setZoneLine('danesford.ac.uk', '@            MX   0 .', '@            MX   20 mx2');
    await expect(lab.setZoneLine('danesford.ac.uk', 'no such line', '')).rejects.toThrow('has no line');
  });
});

describe('the resolvers', () => {
  const looks: Readonly<Record<DnsFault, (got: Awaited<ReturnType<typeof askDoh>>) => boolean>> = {
    'http-503': ({ status }) => status === 503,
    'http-429': ({ status }) => status === 429,
    junk: ({ status, body }) => status === 200 && body.length < 12,
    'wrong-question': ({ body }) => readQuestion(body).name === 'another-name.example',
    'media-type': ({ headers }) => headers['content-type'] === 'text/html',
    truncated: ({ body }) => readAnswer(body).truncated,
    'too-large': ({ body }) => body.length > 65_536,
    redirect: ({ status, headers }) => status === 302 && headers.location !== undefined,
    'cname-loop': ({ body }) => readAnswer(body).types.CNAME === 2,
    servfail: ({ body }) => readAnswer(body).rcode === 2,
    refused: ({ body }) => readAnswer(body).rcode === 5,
    'no-ad': ({ body }) => !readAnswer(body).ad && readAnswer(body).types.MX === 2,
    blocked: ({ body }) => readAnswer(body).rcode === 3 && readAnswer(body).extendedErrors.includes(15),
    'ede-18': ({ body }) => readAnswer(body).ad && readAnswer(body).extendedErrors.includes(18),
    silence: () => false,
    slow: () => false,
  };
  const answered = Object.entries(looks).filter(([fault]) => fault !== 'silence' && fault !== 'slow');
  test.each(answered)('%s', async (fault, holds) => {
    lab.dnsFault('danesford.ac.uk', fault as DnsFault, 'MX');
    expect(holds(await askDoh(lab, first, 'danesford.ac.uk', 'MX'))).toBe(true);
    const other = await askDoh(lab, first, 'danesford.ac.uk', 'TXT');
    expect([other.status, readAnswer(other.body).ad]).toEqual([200, true]);
  });
  test.each(['silence', 'slow'] as const)('%s', async fault => {
    lab.dnsFault(first, fault);
    await expect(askDoh(lab, first, 'danesford.ac.uk', 'MX', { timeout: 700 })).rejects.toThrow('timeout');
    expect((await askDoh(lab, 'dns.google', 'danesford.ac.uk', 'MX')).status).toBe(200);
  });
  test.each(['refused', 'reset'] as const)('connection %s', async fault => {
    await lab.hostFault(first, fault);
    const code = fault === 'refused' ? 'ECONNREFUSED' : 'ECONNRESET';
    await expect(askDoh(lab, first, 'danesford.ac.uk', 'MX')).rejects.toMatchObject({ code });
    await lab.heal();
    expect((await askDoh(lab, first, 'danesford.ac.uk', 'MX')).status).toBe(200);
  });
  test('what is no question gets no answer', async () => {
    expect((await getDoh(lab, first, '/dns-query')).status).toBe(400);
  });
  test('a fault holds for the names below; "none" beats the zone file; healing brings it back', async () => {
    lab.dnsFault('danesford.ac.uk', 'servfail');
    lab.dnsFault('filtered.org.uk', 'none');
    const rcodes = async () => {
      const names = ['mx1.danesford.ac.uk', 'filtered.org.uk'];
      const got = await Promise.all(names.map(name => askDoh(lab, first, name, 'MX')));
      return got.map(({ body }) => readAnswer(body).rcode);
    };
    expect(await rcodes()).toEqual([2, 0]);
    await lab.heal();
    expect(await rcodes()).toEqual([0, 3]);
  });
  test('answers wait as long as they are told', async () => {
    lab.delay({ dns: 150 });
    const began = performance.now();
    await askDoh(lab, first, 'danesford.ac.uk', 'MX');
    expect(performance.now() - began).toBeGreaterThan(148);
  });
  test('each question is in the log with its resolver', async () => {
    lab.clearLog();
    await askDoh(lab, 'dns.mullvad.net', 'lockwell.gov.uk', 'TXT');
    expect(lab.log()).toMatchObject([
      { kind: 'connection', host: 'dns.mullvad.net' },
      { kind: 'dns', resolver: 'dns.mullvad.net', name: 'lockwell.gov.uk', type: 'TXT', method: 'GET' },
    ]);
  });
});

describe('policy hosts', () => {
  const policy = (domain: string, limits = {}) => getHttps(lab, `mta-sts.${domain}`, policyPath, limits);

  test('a good one', async () => {
    const got = await policy('lockwell.gov.uk');
    expect(got.status).toBe(200);
    expect(got.body.toString()).toMatch(/^version: STSv1\r\nmode: enforce\r\nmx: mx1\.lockwell\.gov\.uk\r\n/);
    expect(lab.log().at(-1)).toMatchObject({ kind: 'http', host: 'mta-sts.lockwell.gov.uk', path: policyPath });
  });
  test.each([
    ['movedon.gov.uk', 301],
    ['emptyshelf.gov.uk', 404],
    ['closeddown.org.uk', 410],
    ['membersonly.org.uk', 401],
    ['keepout.gov.uk', 403],
    ['queueing.nhs.uk', 429],
    ['underrepair.nhs.uk', 503],
    ['frontdesk.gov.uk', 200],
    ['oddenvelope.org.uk', 200],
    ['longwinded.gov.uk', 200],
    ['endlessroad.org.uk', 200],
  ])('%s answers with %i', async (domain, status) => {
    const got = await policy(domain);
    expect(got.status).toBe(status);
    expect(got.cut).toBe(['longwinded.gov.uk', 'endlessroad.org.uk'].includes(domain));
  });
  test.each([
    ['lapsed.gov.uk', 'CERT_HAS_EXPIRED'],
    ['mistakenidentity.org.uk', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['homemade.org.uk', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['hungup.co.uk', 'ECONNRESET'],
    ['shutdoor.gov.uk', 'ECONNREFUSED'],
  ])('%s fails with %s', async (domain, code) => {
    await expect(policy(domain)).rejects.toMatchObject({ code });
  });
  test.each(['slowtap.co.uk', 'noanswer.co.uk'])('%s takes too long', async domain => {
    await expect(policy(domain, { timeout: 700 })).rejects.toThrow('timeout');
  });
  test('one that only the browser cannot resolve stands in DNS and not among the hosts', async () => {
    const { body } = await askDoh(lab, first, 'mta-sts.localonly.co.uk', 'A');
    expect(readAnswer(body).types.A).toBe(1);
    expect(lab.hosts.has('mta-sts.localonly.co.uk')).toBe(false);
  });
  test('a fault comes and goes while the lab runs', async () => {
    await lab.hostFault('mta-sts.lockwell.gov.uk', 'expired');
    await expect(policy('lockwell.gov.uk')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    await lab.hostFault('mta-sts.lockwell.gov.uk', 'none');
    expect((await policy('lockwell.gov.uk')).status).toBe(200);
    await lab.hostFault('mta-sts.emptyshelf.gov.uk', 'none');
    expect((await policy('emptyshelf.gov.uk')).status).toBe(200);
  });
});

describe('pages', () => {
  test('stand at their URL, or at every URL of a host', async () => {
    lab.setPage('https://www.whatdotheyknow.com/request/a', '<p>one');
    lab.setPage('https://mail.google.com/*', {
      body: '<p>two',
      headers: { 'content-security-policy': "script-src 'none'" },
    });
    const one = await getHttps(lab, 'www.whatdotheyknow.com', '/request/a?unfold=1');
    const two = await getHttps(lab, 'mail.google.com', '/mail/u/0/');
    const none = await getHttps(lab, 'www.whatdotheyknow.com', '/request/b');
    expect([one.body.toString(), two.body.toString(), none.status]).toEqual(['<p>one', '<p>two', 404]);
    expect(two.headers['content-security-policy']).toBe("script-src 'none'");
    expect(() => lab.setPage('https://not-here.example/', '')).toThrow('pageHosts');
  });
});

describe('the end', () => {
  test('stopping leaves no process and no directory', async () => {
    const own = await startLab();
    const directory = dirname(own.caFile);
    expect(await unboundIn(directory)).toBe(1);
    await own.stop();
    expect([await unboundIn(directory), existsSync(directory)]).toEqual([0, false]);
  });
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s leaves no process and no directory', async signal => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', main, '--quiet'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const directory = dirname(String(line).trim());
    expect(await unboundIn(directory)).toBe(1);
    child.kill(signal);
    await once(child, 'exit');
    for (let tries = 0; tries < 40 && existsSync(directory); tries += 1) await pause(50);
    expect([await unboundIn(directory), existsSync(directory)]).toEqual([0, false]);
  });
});

/** How many unbound processes run with the configuration of this directory. */
function unboundIn(directory: string): Promise<number> {
  return new Promise(done => {
    execFile('pgrep', ['-c', '-f', `^unbound -d -c ${directory}/`], (_, output) => done(Number(output)));
  });
}
