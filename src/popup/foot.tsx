/** What cannot be seen from here, who answered and when, and the whole of it as text. */
import { CopyButton } from '../ui/copy-button.tsx';
import { answersOf } from '../verdict/answers.ts';
import { ago, screen } from '../words/screen.ts';
import type { Model } from './model.ts';

export function Foot({ model, domain }: { readonly model: Model; readonly domain: string }) {
  const verdict = model.verdict.value;
  const answers = verdict ? answersOf(verdict.observations) : [];
  const resolvers = [...new Set(answers.map(({ resolver }) => resolver))].join(', ');
  return (
    <footer>
      <p>
        {screen.notSeen}{' '}
        <a href={screen.testerUrl(domain)} target="_blank" rel="noreferrer">
          {screen.tester}
        </a>
      </p>
      <div class="foot">
        <p>
          {verdict &&
            screen.lookedUp(ago((model.now() - verdict.observations.at) / 1000), answers.length, resolvers || '–')}
        </p>
        {verdict && <CopyButton label={screen.copyReport} copy={model.copyReport} />}
      </div>
    </footer>
  );
}
