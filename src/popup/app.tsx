/** The popup from top to bottom: ask, this page, the two verdicts, the checks, what cannot be seen. */
import { useSignal } from '@preact/signals';
import { screen } from '../words/screen.ts';
import { Ask } from './ask.tsx';
import { Checks } from './checks.tsx';
import { Foot } from './foot.tsx';
import { Lost } from './lost.tsx';
import type { Model } from './model.ts';
import { OnThisPage } from './on-this-page.tsx';
import { Policy } from './policy.tsx';
import { SettingsPanel } from './settings.tsx';
import { Verdicts } from './verdicts.tsx';

export function App({ model }: { readonly model: Model }) {
  const settingsOpen = useSignal(false);
  const { subject, problem, note, unfetched, here } = model;
  return (
    <>
      <Ask model={model} settingsOpen={settingsOpen} />
      {settingsOpen.value && <SettingsPanel model={model} />}
      {problem.value && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <p class="note" role="status">
        {note.value}
      </p>
      {model.lost.value.length > 0 && <Lost model={model} />}
      {here.domains.value.length > 0 && <OnThisPage model={model} />}
      {subject.value ? (
        <>
          <Verdicts model={model} recognised={subject.value} />
          <Checks model={model} />
          {unfetched.value.includes(subject.value.domain) && <Policy model={model} domain={subject.value.domain} />}
          <Foot model={model} domain={subject.value.domain} />
        </>
      ) : (
        <p class="empty">{screen.noDomain}</p>
      )}
    </>
  );
}
