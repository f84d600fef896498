/** The field for a domain or an address, and the buttons beside it. */
import type { Signal } from '@preact/signals';
import { screen } from '../words/screen.ts';
import type { Model } from './model.ts';

type Props = { readonly model: Model; readonly settingsOpen: Signal<boolean> };

export function Ask({ model, settingsOpen }: Props) {
  const { field, looking, subject } = model;
  return (
    <form
      class="ask"
      onSubmit={event => {
        event.preventDefault();
        void model.look(field.value);
      }}
    >
      <input
        aria-label={screen.field}
        placeholder={screen.field}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={field.value}
        onInput={event => {
          field.value = event.currentTarget.value;
        }}
      />
      <button class="primary" type="submit">
        {screen.look}
      </button>
      <button
        type="button"
        class="icon"
        aria-label={screen.again}
        title={screen.again}
        disabled={!subject.value || looking.value}
        onClick={() => void model.again()}
      >
        <Glyph d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={screen.settings}
        title={screen.settings}
        aria-expanded={settingsOpen.value}
        onClick={() => {
          settingsOpen.value = !settingsOpen.value;
        }}
      >
        <Glyph d="M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5" />
      </button>
    </form>
  );
}

function Glyph({ d }: { readonly d: string }) {
  return (
    <svg class="mark" width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
