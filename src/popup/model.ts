/** The popup's state and what the user can do with it. Looks are in the components, the browser in main. */
import { computed, type Signal, signal } from '@preact/signals';
import type { Called } from '../messages/calls.ts';
import type { ForScreen, Recognised, Settings, TypedProblem } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { asText } from '../words/explain.ts';
import { screen } from '../words/screen.ts';
import { typedProblem } from '../words/typed.ts';
import { type CurrentPage, hereModel } from './here.ts';

/** What the popup needs of the world. */
export interface Ports {
  readonly background: Called<ForScreen>;
  /** Undefined in a tab of our own. */
  readonly page: CurrentPage | undefined;
  /** Asks the user for host permissions; must be called straight from a click. */
  request(origins: readonly string[]): Promise<boolean>;
  /** Match patterns of the manifest that the browser no longer allows. */
  withheld(): Promise<readonly string[]>;
  copy(text: string): Promise<void>;
  now(): number;
}

/** What is wrong with a typed text, and what to do. */
const wrongly: Readonly<Record<TypedProblem, string>> = typedProblem;

export type Model = ReturnType<typeof popupModel>;

export function popupModel({ background, page, request, withheld, copy, now }: Ports) {
  const field = signal('');
  const problem = signal('');
  const subject: Signal<Recognised | undefined> = signal(undefined);
  const here = hereModel(background, page);
  const verdicts: Signal<Readonly<Record<string, Verdict>>> = signal({});
  const looking = signal(false);
  const settings: Signal<Settings | undefined> = signal(undefined);
  const note = signal('');
  /** What has to be allowed again before anything can be looked up; empty when all is well. */
  const lost: Signal<readonly string[]> = signal([]);

  const verdict = computed(() => (subject.value ? verdicts.value[subject.value.domain] : undefined));
  /** Domains here whose policy file is announced and has not been fetched. */
  const unfetched = computed(() => {
    const domains = new Set(
      [...here.domains.value, ...(subject.value ? [subject.value] : [])].map(({ domain }) => domain),
    );
    return [...domains].filter(domain => hasUnfetchedPolicy(verdicts.value[domain]));
  });

  function hear(told: Verdict): void {
    verdicts.value = { ...verdicts.value, [told.domain]: told };
  }

  /** Runs what may fail and shows why it did, in a sentence. */
  async function attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      problem.value = screen.failed(error instanceof Error ? error.message : String(error));
    }
  }

  /** What was typed, made ready; for a text that is no domain, the reason is shown. */
  async function read(text: string): Promise<Recognised | undefined> {
    const typed = await background.read(text);
    if (typed.status === 'found') return typed.recognised;
    problem.value = wrongly[typed.problem];
    return undefined;
  }

  async function readSettings(): Promise<void> {
    settings.value = await background.settings();
    const gone = await withheld();
    // Taking one site back is the user's own affair; without resolvers nothing works.
    if (settings.value.resolvers.every(url => gone.includes(`${new URL(url).origin}/*`))) lost.value = gone;
  }

  async function inspect(recognised: Recognised, again: boolean): Promise<void> {
    subject.value = recognised;
    problem.value = '';
    note.value = '';
    looking.value = true;
    await attempt(async () => hear(await background.inspect(recognised.domain, again)));
    if (subject.value === recognised) looking.value = false;
  }

  return {
    field,
    problem,
    subject,
    verdict,
    verdicts,
    here,
    unfetched,
    looking,
    settings,
    note,
    lost,
    page,
    now,
    hear,

    /**
     * All that can be known without asking anyone, so that the first paint has it and nothing moves afterwards. `asked` is
     * a domain, or ''.
     */
    async open(asked: string): Promise<void> {
      await Promise.all([attempt(() => readSettings()), attempt(() => here.read())]);
      await attempt(async () => {
        const recognised = asked ? await read(asked) : here.site.value;
        const known = [...(recognised ? [recognised] : []), ...here.domains.value];
        for (const held of await background.held(known.map(({ domain }) => domain))) hear(held);
        if (!recognised) return;
        subject.value = recognised;
        field.value = recognised.unicode;
        looking.value = true; // until `begin` has looked
      });
    },

    /** After the first paint: the questions. */
    async begin(): Promise<void> {
      await Promise.all([subject.value && inspect(subject.value, false), attempt(() => here.askOwnMail())]);
    },

    async look(text: string): Promise<void> {
      await attempt(async () => {
        const recognised = await read(text);
        if (recognised) await inspect(recognised, false);
      });
    },

    choose: (recognised: Recognised) => {
      field.value = recognised.unicode;
      return inspect(recognised, false);
    },

    again: async () => {
      if (subject.value) await inspect(subject.value, true);
    },

    /** `domains` are looked at again once the user has allowed it, even if this window closes at the prompt. */
    async allowPolicies(domains: readonly string[], origins = domains.map(policyOrigin)): Promise<void> {
      await attempt(async () => {
        const noted = background.waiting([...domains]);
        const allowed = await request(origins);
        await noted;
        note.value = allowed ? '' : screen.policyDenied;
        if (allowed && subject.value) await inspect(subject.value, false);
      });
    },

    async allowAgain(): Promise<void> {
      await attempt(async () => {
        if (!(await request(lost.value))) return;
        lost.value = [];
        if (subject.value) await inspect(subject.value, true);
      });
    },

    async change(change: Partial<Settings>): Promise<void> {
      if (!settings.value) return;
      const wanted = { ...settings.value, ...change };
      await attempt(async () => {
        settings.value = await background.change(wanted);
        await page?.refresh();
      });
    },

    async clear(): Promise<void> {
      await attempt(async () => {
        await background.clear();
        verdicts.value = {};
        subject.value = undefined;
        note.value = screen.cleared;
        await page?.refresh();
      });
    },

    async copyReport(): Promise<void> {
      if (verdict.value) await copy(asText(verdict.value));
    },
    copy,
  };
}

export const allSites = 'https://*/*';

export function policyOrigin(domain: string): string {
  return `https://mta-sts.${domain}/*`;
}

function hasUnfetchedPolicy(verdict: Verdict | undefined): boolean {
  return verdict?.findings.some(({ id }) => id === 'sts-policy-not-asked') ?? false;
}
