/** The domains of the page in the current tab, each with the grades that are known already. */
import { Mark } from '../ui/mark.tsx';
import { envelopes, identityTones, padlocks, transitTones } from '../ui/shapes.ts';
import { headlines } from '../words/en-headlines.ts';
import { screen } from '../words/screen.ts';
import type { OnPage } from './here.ts';
import type { Model } from './model.ts';

export function OnThisPage({ model }: { readonly model: Model }) {
  const { domains, mayHaveMail } = model.here;
  return (
    <section class="on-page" aria-labelledby="on-page">
      <h2 id="on-page">{screen.onThisPage}</h2>
      <ul>
        {domains.value.map(target => (
          <li key={target.domain}>
            <Chip model={model} target={target} />
          </li>
        ))}
        {mayHaveMail.value && (
          <li class="kept" aria-hidden="true">
            <span class="chip">{mayHaveMail.value}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Chip({ model, target }: { readonly model: Model; readonly target: OnPage }) {
  const verdict = model.verdicts.value[target.domain];
  const chosen = model.subject.value?.domain === target.domain;
  return (
    <button type="button" class="chip" aria-pressed={chosen} onClick={() => void model.choose(target)}>
      {verdict && (
        <>
          <Mark shape={padlocks[verdict.transit.grade]} tone={transitTones[verdict.transit.grade]} size={16} />
          <Mark shape={envelopes[verdict.identity.grade]} tone={identityTones[verdict.identity.grade]} size={16} />
        </>
      )}
      <span>
        {target.unicode}
        {target.authority && <small> {target.authority}</small>}
      </span>
      {verdict && (
        <span class="unseen">
          : {headlines.transitTitle[verdict.transit.grade]}. {headlines.identityTitle[verdict.identity.grade]}
        </span>
      )}
    </button>
  );
}
