/** The choices that fit here: quiet on this site, when to look up, who is asked, forget. */
import type { Settings } from '../messages/messages.ts';
import { screen } from '../words/screen.ts';
import type { Model } from './model.ts';

export function SettingsPanel({ model }: { readonly model: Model }) {
  const settings = model.settings.value;
  if (!settings) return null;
  const host = model.page && hostOf(model.page.url);
  return (
    <section class="settings" aria-label={screen.settings}>
      {host && (
        <label class="switch">
          <input
            type="checkbox"
            checked={settings.quietSites.includes(host)}
            onChange={({ currentTarget }) =>
              void model.change({ quietSites: toggled(settings.quietSites, host, currentTarget.checked) })
            }
          />
          {screen.quiet(host)}
        </label>
      )}
      <Choice
        label={screen.publicPages}
        value={settings.publicPages}
        options={screen.publicPagesOptions}
        choose={publicPages => void model.change({ publicPages })}
      />
      <Choice
        label={screen.webmail}
        value={settings.webmail}
        options={screen.webmailOptions}
        choose={webmail => void model.change({ webmail })}
      />
      <Choice
        label={screen.resolver}
        value={settings.resolvers[0] ?? ''}
        options={Object.fromEntries(settings.resolvers.map(url => [url, hostOf(url) ?? url]))}
        choose={first => void model.change({ resolvers: firstOf(settings, first) })}
      />
      <p class="why">{screen.resolverWhy}</p>
      <button type="button" onClick={() => void model.clear()}>
        {screen.clear}
      </button>
    </section>
  );
}

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly choose: (value: T) => void;
};

function Choice<T extends string>({ label, value, options, choose }: ChoiceProps<T>) {
  return (
    <label class="choice">
      {label}
      <select value={value} onChange={event => choose(event.currentTarget.value as T)}>
        {(Object.entries(options) as [T, string][]).map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function firstOf({ resolvers }: Settings, first: string): readonly string[] {
  return [first, ...resolvers.filter(url => url !== first)];
}

function toggled(sites: readonly string[], host: string, quiet: boolean): readonly string[] {
  const others = sites.filter(site => site !== host);
  return quiet ? [...others, host] : others;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) && /^https?:/.test(url) ? new URL(url).hostname : undefined;
}
