/** The user took back what nothing works without, perhaps together with "all sites": says so, and asks for it again. */
import { screen } from '../words/screen.ts';
import type { Model } from './model.ts';

export function Lost({ model }: { readonly model: Model }) {
  return (
    <section class="policy" aria-labelledby="lost">
      <h2 id="lost">{screen.lostTitle}</h2>
      <p>{screen.lostWhy}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void model.allowAgain()}>
          {screen.lostGo}
        </button>
      </div>
    </section>
  );
}
