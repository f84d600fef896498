/** The one unbound: holds the signed root and all zones, validates, answers over DoH on loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { dnskeyRecord, dsRecord, makeKey, signZone } from './signing.ts';
import { namesAbove, type Zone } from './zones.ts';

export type Unbound = {
  /** Writes and signs these zones (and the root if a delegation changed), then makes unbound read them. */
  reload(zones: readonly Zone[], changed: readonly Zone[]): Promise<void>;
  stop(): Promise<void>;
  /** The serial number that the SOA of changed zones has from now on. */
  readonly serial: number;
  readonly pid: number;
};

/**
 * Unbound runs under a shell that waits for its own input to end: when the lab stops, or its process dies in whatever way,
 * the shell ends unbound and removes the directory. So nothing is ever left behind.
 */
const guard = `unbound -d -c "$1/unbound.conf" >"$1/unbound.log" 2>&1 &
pid=$!; echo $pid; cat >/dev/null; kill $pid; wait $pid; rm -rf "$1"`;

export async function startUnbound(dir: string, port: number, zones: readonly Zone[]): Promise<Unbound> {
  const key = makeKey();
  let serial = 1;
  let rootWritten = '';

  async function write(all: readonly Zone[], changed: readonly Zone[]): Promise<void> {
    const served = changed.filter(zone => zone.state !== 'lame' && zone.domain !== '');
    const signing = served.map(async zone => {
      const signed = zone.state !== 'unsigned';
      const records = signed ? `${zone.records}\n${dnskeyRecord(zone.domain, key)}` : zone.records;
      await writeFile(`${dir}/${fileOf(zone)}`, zoneFile(zone.domain, records, serial));
      if (signed) await signZone(dir, fileOf(zone), zone.domain, zone.state, key);
    });
    const root = rootRecords(all);
    if (root !== rootWritten) {
      rootWritten = root;
      await writeFile(`${dir}/root`, zoneFile('', `${root}\n${dnskeyRecord('', key)}`, serial));
      signing.push(signZone(dir, 'root', '', 'signed', key));
    }
    await Promise.all([...signing, writeFile(`${dir}/unbound.conf`, configuration(dir, port, all))]);
  }

  function rootRecords(all: readonly Zone[]): string {
    const own = all.find(zone => zone.domain === '')?.records ?? '';
    const delegations = all
      .filter(zone => zone.domain !== '')
      .map(({ domain, state }) => {
        const ns = `${domain}. NS ${state === 'lame' ? 'ns.lame.lab.' : 'ns.lab.'}`;
        if (state === 'unsigned' || state === 'lame') return ns;
        return `${ns}\n${dsRecord(domain, key)}`;
      });
    // Unbound 1.17 cannot prove that a name below an empty name does not exist in a zone that it holds itself.
    const suffixes = new Set(all.flatMap(({ domain }) => namesAbove(domain).slice(1)));
    const filled = [...suffixes].map(suffix => `${suffix}. TXT "a suffix of the lab"`);
    return [own, 'ns.lab. A 127.0.0.1', 'ns.lame.lab. A 127.0.0.9', ...filled, ...delegations].join('\n');
  }

  await Promise.all([write(zones, zones), writeFile(`${dir}/root.key`, dnskeyRecord('', key))]);
  const shell = spawn('sh', ['-c', guard, 'guard', dir], { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const pid = Number(await firstLine(shell));

  return {
    pid,
    get serial() {
      return serial;
    },
    reload: async (all, changed) => {
      serial += 1;
      await write(all, changed);
      process.kill(pid, 'SIGHUP');
    },
    stop: async () => {
      if (shell.exitCode !== null) return;
      const ended = once(shell, 'exit');
      shell.stdin?.end();
      await ended;
    },
  };
}

/** What unbound has to say when something is wrong. */
export function unboundLog(dir: string): Promise<string> {
  return readFile(`${dir}/unbound.log`, 'utf8').catch(() => '');
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  const [chunk] = await once(child.stdout, 'data');
  return String(chunk).trim();
}

function fileOf(zone: Zone): string {
  return `zone-${zone.domain}`;
}

function zoneFile(domain: string, records: string, serial: number): string {
  const start = [
    `$ORIGIN ${domain}.`,
    '$TTL 300',
    `@ SOA ns.lab. host.lab. ${serial} 3600 600 86400 60`,
    '@ NS ns.lab.',
  ];
  return [...start, records, ''].join('\n');
}

function configuration(dir: string, port: number, zones: readonly Zone[]): string {
  const authZone = (name: string, file: string) => `auth-zone:
  name: "${name}"
  zonefile: "${dir}/${file}"
  for-upstream: yes
  for-downstream: no
  fallback-enabled: no`;
  const served = zones.filter(zone => zone.state !== 'lame' && zone.domain !== '');
  return `server:
  directory: "${dir}"
  chroot: ""
  username: ""
  pidfile: "${dir}/unbound.pid"
  use-syslog: no
  interface: 127.0.0.1@${port}
  https-port: ${port}
  http-notls-downstream: yes
  http-endpoint: "/dns-query"
  http-max-streams: 1000
  do-ip6: no
  num-threads: 1
  module-config: "validator iterator"
  trust-anchor-file: "${dir}/root.key"
  ede: yes
  val-bogus-ttl: 0
  val-max-restart: 0
  val-log-level: 2
  local-zone: "test." nodefault
remote-control:
  control-enable: no
${authZone('.', 'root.signed')}
${served.map(zone => authZone(zone.domain, zone.state === 'unsigned' ? fileOf(zone) : `${fileOf(zone)}.signed`)).join('\n')}
`;
}
