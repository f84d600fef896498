/** What a typed text or a page's address stands for. */
import type { Recognised, Typed } from '../messages/messages.ts';
import { recogniseTyped, type Suffixes } from './recognise.ts';

/**
 * A domain, an address (its domain; what stands before the @ is dropped here), or the address of a web page (its
 * registrable domain). Blanks, a name with angle brackets and a path behind the domain are overlooked.
 */
export function read(text: string, suffixes: Suffixes): Typed {
  const typed = text.trim().replace(/^[^<]*<([^>]*)>$/, '$1');
  if (typed === '') return { status: 'permerror', problem: 'nothing' };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return readUrl(typed, suffixes);
  const address = /^mailto:/i.test(typed) ? typed.slice('mailto:'.length).replace(/\?.*$/s, '') : typed;
  const at = address.lastIndexOf('@');
  const behind = address.slice(at + 1);
  if (at >= 0 && behind === '') return { status: 'permerror', problem: 'no-address' };
  return recogniseTyped(behind.startsWith('[') ? behind : behind.replace(/[/:?#].*$/s, ''), suffixes);
}

function readUrl(text: string, suffixes: Suffixes): Typed {
  const host = hostOf(text);
  if (host === undefined) return { status: 'permerror', problem: 'no-domain' };
  return recogniseTyped(suffixes.registrableDomain(host) ?? host, suffixes);
}

/** The registrable domain of a public web site; undefined for any other address. */
export function siteOf(url: string, suffixes: Suffixes): Recognised | undefined {
  const host = hostOf(url);
  const domain = host && suffixes.registrableDomain(host);
  return domain === undefined ? undefined : found(recogniseTyped(domain, suffixes));
}

/** The host's own name where it is longer than the registrable domain. */
export function hostBelowSite(url: string, suffixes: Suffixes): Recognised | undefined {
  const host = hostOf(url);
  if (!host || host === suffixes.registrableDomain(host)) return undefined;
  return found(recogniseTyped(host, suffixes));
}

function found(typed: Typed): Recognised | undefined {
  return typed.status === 'found' ? typed.recognised : undefined;
}

function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname ? hostname.replace(/\.$/, '') : undefined;
}
