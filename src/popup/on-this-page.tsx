/** The domains of the page in the current tab, each with the grade that is known already. */

import { Mark } from '../ui/mark.tsx';
import { padlocks, transitTones } from '../ui/shapes.ts';
import { headlines } from '../words/en-headlines.ts';
import { screen } from '../words/screen.ts';
import type { Model, OnPage } from './model.ts';

export function OnThisPage({ model }: { readonly model: Model }) {
  return (
    <section class="on-page" aria-labelledby="on-page">
      <h2 id="on-page">{screen.onThisPage}</h2>
      <ul>
        {model.chips.value.map(target => (
          <li key={target.domain}>
            <Chip model={model} target={target} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chip({ model, target }: { readonly model: Model; readonly target: OnPage }) {
  const grade = model.verdicts.value[target.domain]?.transit.grade;
  const chosen = model.subject.value?.domain === target.domain;
  return (
    <button type="button" class="chip" aria-pressed={chosen} onClick={() => void model.choose(target)}>
      {grade && <Mark shape={padlocks[grade]} tone={transitTones[grade]} size={16} />}
      <span>
        {target.unicode}
        {target.authority && <small> {target.authority}</small>}
      </span>
      {grade && <span class="unseen">: {headlines.transitTitle[grade]}</span>}
    </button>
  );
}
