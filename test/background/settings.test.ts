import { describe, expect, test } from 'vitest';
import { defaults, SettingsModel, settingsFrom } from '../../src/background/settings.ts';

describe('what was stored becomes settings', () => {
  const resolvers = ['https://dns.google/dns-query'];
  const many = Array.from({ length: 21 }, (_, i) => `https://r${i}.example/dns-query`);
  const cases: readonly (readonly [stored: unknown, expected: object, why: string])[] = [
    [undefined, {}, 'nothing was stored yet'],
    [null, {}, 'null'],
    ['broken', {}, 'a text'],
    [[], {}, 'a list'],
    [{}, {}, 'an empty object'],
    [{ publicPages: 'act' }, { publicPages: 'act' }, 'a choice'],
    [{ publicPages: 'always', webmail: 'never' }, { webmail: 'never' }, 'one broken, the other kept'],
    [{ webmail: 'sight' }, {}, 'webmail is never looked up on sight'],
    [{ resolvers }, { resolvers }, 'one resolver'],
    [{ resolvers: [] }, {}, 'no resolver at all'],
    [{ resolvers: 'https://dns.google/dns-query' }, {}, 'not a list'],
    [{ resolvers: ['http://dns.google/dns-query', ...resolvers] }, { resolvers }, 'not over HTTPS'],
    [{ resolvers: ['dns.google', 7, null, ...resolvers] }, { resolvers }, 'no addresses'],
    [{ resolvers: ['https://me@dns.google/dns-query', ...resolvers] }, { resolvers }, 'a user name'],
    [{ resolvers: ['https://dns.google/dns-query?who=me', ...resolvers] }, { resolvers }, 'a query'],
    [{ resolvers: [...resolvers, ...resolvers] }, { resolvers }, 'the same twice'],
    [{ resolvers: many }, {}, 'too many'],
    [
      { quietSites: ['mail.google.com', '', 'a b', 7, 'x/y'] },
      { quietSites: ['mail.google.com'] },
      'broken host names',
    ],
    [{ quietSites: 'mail.google.com' }, {}, 'not a list of sites'],
    [{ unknown: 1, webmail: 'never' }, { webmail: 'never' }, 'a choice we do not know is left out'],
  ];
  test.each(cases)('%o: %o, %s', (stored, expected) => {
    expect(settingsFrom(stored)).toEqual({ ...defaults, ...expected });
  });
});

function model(stored: unknown) {
  const written: unknown[] = [];
  let reads = 0;
  const value = {
    read: async () => {
      reads++;
      return stored;
    },
    write: async (wanted: unknown) => {
      written.push(wanted);
    },
  };
  return { settings: new SettingsModel(value), written, reads: () => reads };
}

test('read once, whoever asks', async () => {
  const { settings, reads } = model({ webmail: 'never' });
  await Promise.all([settings.read(), settings.read()]);
  expect([settings.current.webmail, reads()]).toEqual(['never', 1]);
});

test('a change is written as it was understood, and holds at once', async () => {
  const { settings, written } = model(undefined);
  const changed = await settings.change({ ...defaults, webmail: 'never', resolvers: [] });
  expect(changed).toEqual({ ...defaults, webmail: 'never' });
  expect(written).toEqual([changed]);
  expect(settings.current).toEqual(changed);
});
