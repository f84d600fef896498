/**
 * A small internet on loopback: DNS with DNSSEC behind three DoH resolvers, policy hosts and pages under their real names,
 * a certificate authority made on the spot, and a log of all that was asked. Nothing of it is true of the real domains.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { makeCertificates, trustCa } from './certificates.ts';
import type { DnsFault } from './dns-faults.ts';
import { type FrontState, makeBackend, makeDohFront } from './doh-front.ts';
import { freePort, type Gate, listen, makeGate } from './gates.ts';
import { type LogEntry, makeLog } from './log.ts';
import { pause } from './pace.ts';
import { makeSocksProxy } from './socks.ts';
import { startUnbound, unboundLog } from './unbound.ts';
import { forgetSessions, type HostFault, makeWebServer, type Page, type WebState } from './web-hosts.ts';
import { makeQuery, readAnswer, readSerial } from './wire.ts';
import { namesAbove, parseZone, readZones, type Zone } from './zones.ts';

export type { DnsFault } from './dns-faults.ts';
export type { LogEntry } from './log.ts';
export type { HostFault, Page } from './web-hosts.ts';

export const resolvers = ['cloudflare-dns.com', 'dns.google', 'dns.mullvad.net'] as const;

/** Where the zone files stand. */
export const zonesDirectory = fileURLToPath(new URL('./zones', import.meta.url));

export type LabOptions = {
  /** A directory of *.zone files instead of the lab's own. */
  readonly zones?: string;
  /** Hosts for pages beside those of the manifest's content scripts and www.<domain> of every zone. */
  readonly pageHosts?: readonly string[];
};

export interface Lab {
  /** Every host of the lab and its loopback port for HTTPS. */
  readonly hosts: ReadonlyMap<string, number>;
  /** The zones as they stand now. */
  readonly zones: () => readonly Zone[];
  readonly caFile: string;
  /** The value of Chromium's --host-resolver-rules: the lab's hosts and no other. */
  readonly chromiumRules: string;
  /** What makes Firefox use the lab and nothing else; for user.js. */
  readonly firefoxPrefs: Readonly<Record<string, string | number | boolean>>;
  /** Milliseconds that starting took. */
  readonly startedIn: number;
  /** Makes the lab's CA trusted: $HOME/.pki/nssdb for Chromium, the profile for Firefox. Before the browser starts. */
  trustCa(nssDir: string): Promise<void>;

  /** Puts a page at a URL (its query does not count), or with a path of `/*` at every URL of the host without its own. */
  setPage(url: string, page: string | Page): void;

  /** Milliseconds before each DNS answer and each policy file from now on. */
  delay(ms: { readonly dns?: number; readonly policy?: number }): void;
  /**
   * Spoils answers: `target` is a resolver's host, or a name together with all names below it; only questions of `type`
   * if one is given. 'none' gives the truth back, also over a fault of the zone file.
   */
  dnsFault(target: string, fault: DnsFault | 'none', type?: string): void;
  /** Makes a host misbehave: "mta-sts.a.gov.uk", a page's host, or a resolver ('refused' and 'reset'). */
  hostFault(host: string, fault: HostFault | 'none'): Promise<void>;
  /** Delays and faults as the zone files have them. */
  heal(): Promise<void>;

  /**
   * Changes the section of one domain in the zones (records, policy, state); signed and served when it resolves.
   * Rejects with what the signer or unbound says if the zone cannot be read.
   */
  changeZone(domain: string, change: (text: string) => string): Promise<void>;
  /** The same for one line: throws if it does not stand there just as given. */
  setZoneLine(domain: string, line: string, instead: string): Promise<void>;

  log(): readonly LogEntry[];
  clearLog(): void;
  /** Ends everything and removes the directory. Also happens by itself when the process ends, however it ends. */
  stop(): Promise<void>;
}

export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const began = performance.now();
  const dir = await mkdtemp(`${tmpdir()}/letterlock-lab-`);
  const log = makeLog();
  let zones = readZones(options.zones ?? zonesDirectory);

  const pages = new Map<string, Page>();
  const dnsFaults = new Map<string, DnsFault | 'none'>();
  const hostFaults = new Map<string, HostFault>();
  const zoneOf = (name: string) => zones.find(zone => name === zone.domain || name.endsWith(`.${zone.domain}`));
  const policyZone = (host: string) => zones.find(zone => host === `mta-sts.${zone.domain}`);

  const front: FrontState = {
    delay: 0,
    faultFor: (resolver, name, type) => {
      for (const target of [...namesAbove(name), resolver]) {
        const fault = dnsFaults.get(`${target} ${type}`) ?? dnsFaults.get(target);
        if (fault) return fault === 'none' ? undefined : fault;
      }
      return zoneOf(name)?.dnsFault;
    },
  };
  const web: WebState = {
    delay: 0,
    faultOf: host => hostFaults.get(host),
    policyOf: host => policyZone(host)?.policy,
    pageAt: (host, path) => pages.get(host + path) ?? pages.get(`${host}/*`),
  };

  const webHosts = [...new Set([...manifestHosts(), ...(options.pageHosts ?? []), ...zoneHosts(zones)])];
  const unboundPort = await freePort();
  const [certificates, unbound] = await Promise.all([
    makeCertificates(dir, webHosts, resolvers),
    startUnbound(dir, unboundPort, zones),
  ]);
  const backend = makeBackend(unboundPort);
  // Before any gate takes a free port: unbound's was only found free, and is its own once it answers.
  try {
    const { rcode } = readAnswer(await backend.ask(makeQuery('', 'SOA')));
    if (rcode !== 0) throw new Error('the root is not answered');
  } catch (error) {
    const said = await unboundLog(dir);
    backend.close();
    await unbound.stop();
    throw new Error(`the lab did not start: ${error}\n${said}`);
  }
  const dohFront = makeDohFront(backend, certificates.resolvers, log, front);
  const webServer = makeWebServer(certificates, log, web);

  const gates = new Map<string, Gate>();
  await Promise.all([
    ...resolvers.map(async host => gates.set(host, await makeGate(host, dohFront, log))),
    ...webHosts.map(async host => gates.set(host, await makeGate(host, webServer, log))),
  ]);
  const hosts = new Map([...gates.values()].map(gate => [gate.host, gate.port]));
  const socks = makeSocksProxy(host => hosts.get(host), log);
  const socksPort = await listen(socks, 0);

  async function hostFault(host: string, fault: HostFault | 'none'): Promise<void> {
    const gate = gates.get(host);
    if (!gate) throw new Error(`the lab has no host ${host}`);
    if (fault === 'unresolved') throw new Error('a host can be unresolved from the start only: say so in its zone');
    if (fault === 'none') hostFaults.delete(host);
    else hostFaults.set(host, fault);
    gate.resets = fault === 'reset';
    gate.cut();
    forgetSessions(webServer);
    await (fault === 'refused' ? gate.close() : gate.open());
  }
  async function heal(): Promise<void> {
    dnsFaults.clear();
    front.delay = 0;
    web.delay = 0;
    for (const host of gates.keys()) {
      const wanted = policyZone(host)?.hostFault ?? 'none';
      if (wanted !== (hostFaults.get(host) ?? 'none')) await hostFault(host, wanted);
    }
  }
  async function changeZone(domain: string, change: (text: string) => string): Promise<void> {
    const old = zones.find(zone => zone.domain === domain);
    const zone = parseZone(change(old?.text ?? ''));
    zones = [...zones.filter(other => other !== old), zone];
    await unbound.reload(zones, [zone]);
    await answersWithSerial(zone);
    if (zone.hostFault !== old?.hostFault && gates.has(`mta-sts.${domain}`)) await heal();
  }
  /** A reload is over when unbound gives the zone as it was just written. */
  async function answersWithSerial(zone: Zone): Promise<void> {
    if (zone.state !== 'signed' && zone.state !== 'unsigned') return pause(200);
    const until = Date.now() + 5000;
    while (readSerial(await backend.ask(makeQuery(zone.domain, 'SOA'))) !== unbound.serial) {
      if (Date.now() > until) throw new Error(`unbound does not serve ${zone.domain}: ${await unboundLog(dir)}`);
      await pause(10);
    }
  }
  async function stop(): Promise<void> {
    backend.close();
    await Promise.all([...gates.values()].map(gate => gate.close()));
    socks.close();
    await unbound.stop();
    await rm(dir, { recursive: true, force: true });
  }

  await heal();

  return {
    hosts,
    zones: () => zones,
    caFile: certificates.caFile,
    chromiumRules: chromiumRules(hosts),
    firefoxPrefs: firefoxPrefs(socksPort),
    startedIn: Math.round(performance.now() - began),
    trustCa: nssDir => trustCa(nssDir, certificates.caFile),
    setPage: (url, page) => {
      const { host, pathname } = new URL(url);
      if (!gates.has(host)) throw new Error(`the lab has no host ${host}: name it in pageHosts`);
      pages.set(host + pathname, typeof page === 'string' ? { body: page } : page);
    },
    delay: ({ dns, policy }) => {
      front.delay = dns ?? front.delay;
      web.delay = policy ?? web.delay;
    },
    dnsFault: (target, fault, type) => void dnsFaults.set(type ? `${target} ${type}` : target, fault),
    hostFault,
    heal,
    changeZone,
    setZoneLine: (domain, line, instead) =>
      changeZone(domain, text => {
        if (!text.split('\n').includes(line)) throw new Error(`${domain} has no line ${JSON.stringify(line)}`);
        return text.replace(line, () => instead);
      }),
    log: log.entries,
    clearLog: log.clear,
    stop,
  };
}

/** The hosts on which the content script runs: the pages of the lab stand under their real names. */
function manifestHosts(): string[] {
  const file = fileURLToPath(new URL('../../manifest.json', import.meta.url));
  const manifest: { content_scripts: { matches: string[] }[] } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.content_scripts.flatMap(({ matches }) => matches.map(match => new URL(match).host));
}

/** www.<domain> of every zone, and its policy host if the zone has one that browsers can resolve. */
function zoneHosts(zones: readonly Zone[]): string[] {
  return zones
    .filter(zone => zone.domain !== '')
    .flatMap(({ domain, records, hostFault }) => {
      const hasPolicyHost = /^mta-sts\s/m.test(records) && hostFault !== 'unresolved';
      return hasPolicyHost ? [`www.${domain}`, `mta-sts.${domain}`] : [`www.${domain}`];
    });
}

function chromiumRules(hosts: ReadonlyMap<string, number>): string {
  const maps = [...hosts].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`);
  return [...maps, 'EXCLUDE 127.0.0.1', 'MAP * ~NOTFOUND'].join(',');
}

function firefoxPrefs(port: number): Lab['firefoxPrefs'] {
  return {
    'network.proxy.type': 1,
    'network.proxy.socks': '127.0.0.1',
    'network.proxy.socks_port': port,
    'network.proxy.socks_version': 5,
    'network.proxy.socks_remote_dns': true,
    'network.proxy.failover_direct': false,
    'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
}
