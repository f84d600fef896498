/** What left the browser, read from the lab's log: a line for each DNS question, request and connection. */
import type { Lab, LogEntry } from '../lab/lab.ts';
import type { Tab } from './driver.ts';
import { rest, until } from './driver-wait.ts';
import { patience } from './stage.ts';

/** A sender of stranger's mail learns of anything that happens within this time of his letter being seen. */
const watch = 3_000;

/** What a browser asks for itself, whatever page or extension is there. */
const errands = /(?:\.mozilla\.(?:com|org|net)|^update\.googleapis\.com)(?::\d+)?$/;

export class Traffic {
  private from: number;

  /** `pages` are the URLs that the tests open themselves; their hosts' icons go with them. */
  constructor(
    private readonly lab: Lab,
    private readonly pages: readonly string[],
  ) {
    this.from = lab.log().length;
  }

  /** From now on. */
  begin(): void {
    this.from = this.lab.log().length;
  }

  private lines(): readonly string[] {
    return this.lab
      .log()
      .slice(this.from)
      .flatMap(entry => this.line(entry) ?? []);
  }

  private line(entry: LogEntry): string | undefined {
    const at = (url: string) => new URL(url);
    switch (entry.kind) {
      case 'dns':
        return `${entry.type} ${entry.name}`;
      case 'unknown-host':
        return errands.test(entry.host) ? undefined : `unknown host ${entry.host}`;
      case 'connection':
        return this.pages.some(url => at(url).host === entry.host) ? undefined : `connection to ${entry.host}`;
      case 'http': {
        const paths = this.pages.filter(url => at(url).host === entry.host).map(url => at(url).pathname);
        return [...paths, ...(paths.length > 0 ? ['/favicon.ico'] : [])].includes(entry.path)
          ? undefined
          : `${entry.method} https://${entry.host}${entry.path}`;
      }
    }
  }

  /** Everything but the pages themselves; sorted. */
  all(): readonly string[] {
    return [...this.lines()].sort();
  }

  /** The same without the connections that carry a question or a request. */
  asked(): readonly string[] {
    return this.all().filter(line => !line.startsWith('connection to '));
  }

  /** The domains whose mail servers were asked for, in this order. */
  domains(): readonly string[] {
    return this.lines().flatMap(line => (line.startsWith('MX ') ? [line.slice(3)] : []));
  }

  /** All that leaves while a stranger waits for it. */
  async over(milliseconds = watch): Promise<readonly string[]> {
    await rest(milliseconds);
    return this.all();
  }
}

/**
 * Everything that is asked about a domain with these mail hosts, without its policy file (RFC 8461, 7672, 9989): nothing
 * more, and nothing twice.
 */
export function questionsAbout(domain: string, ...hosts: readonly string[]): readonly string[] {
  const upwards = domain.split('.').map((_, index, labels) => labels.slice(index).join('.'));
  return [
    `MX ${domain}`,
    `TXT ${domain}`,
    `TXT _mta-sts.${domain}`,
    ...upwards.map(name => `TXT _dmarc.${name}`),
    ...hosts.flatMap(host => [`A ${host}`, `AAAA ${host}`, `TLSA _25._tcp.${host}`]),
  ].sort();
}

/** Waits until the page is read: as many marks are drawn on it. */
export async function marked(tab: Tab, marks: number): Promise<void> {
  const count = () =>
    tab.evaluate(() => {
      let drawn = 0;
      for (const [name, highlight] of CSS.highlights) if (name.startsWith('mark-')) drawn += highlight.size;
      return drawn;
    });
  let drawn = 0;
  const look = async () => {
    drawn = await count();
    return drawn >= marks || undefined;
  };
  await until(`${marks} marks`, look, patience).catch(() => {
    throw new Error(`the page has ${drawn} marks instead of ${marks}`);
  });
}
