/** What the lab saw: every DNS question, every HTTP request, every connection. Tests read promises from it. */

export type DnsQuestion = {
  readonly kind: 'dns';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The host that was asked, e.g. "cloudflare-dns.com". */
  readonly resolver: string;
  /** Lower case, no dot at the end. */
  readonly name: string;
  /** 'MX', 'TXT' …; 'TYPE65' for what has no name here. */
  readonly type: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Octets of the question as sent: shows the padding. */
  readonly size: number;
};

export type HttpRequest = {
  readonly kind: 'http';
  readonly at: number;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A TCP connection to a host of the lab: seen also when the certificate was then refused. */
export type Connection = { readonly kind: 'connection'; readonly at: number; readonly host: string };

/** Firefox only (through the SOCKS proxy): a host that the lab does not have. */
export type UnknownHost = { readonly kind: 'unknown-host'; readonly at: number; readonly host: string };

export type LogEntry = DnsQuestion | HttpRequest | Connection | UnknownHost;

/** Without `at`: the log puts the time. */
type Unstamped<T> = T extends LogEntry ? Omit<T, 'at'> : never;

export type Log = {
  add(entry: Unstamped<LogEntry>): void;
  entries(): readonly LogEntry[];
  clear(): void;
};

export function makeLog(): Log {
  let all: LogEntry[] = [];
  return {
    add: entry => void all.push({ ...entry, at: Date.now() } as LogEntry),
    entries: () => [...all],
    clear: () => {
      all = [];
    },
  };
}

/** Headers of a request with one string each; the pseudo-headers of HTTP/2 left out. */
export function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(':')) plain[name] = String(value);
  }
  return plain;
}
