/** Offers to fetch the policy file: for this domain, for all on this page, or, explained first, always. */
import { useSignal } from '@preact/signals';
import { screen } from '../words/screen.ts';
import { allSites, type Model } from './model.ts';

export function Policy({ model, domain }: { readonly model: Model; readonly domain: string }) {
  const explained = useSignal(false);
  const here = model.unfetched.value;
  return (
    <section class="policy" aria-labelledby="policy">
      <h2 id="policy">{screen.policyTitle}</h2>
      <p>{screen.policyWhy(`mta-sts.${domain}`)}</p>
      {explained.value && <p>{screen.policyAlwaysWhy}</p>}
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void model.allowPolicies([domain])}>
          {screen.policyOne}
        </button>
        {here.length > 1 && (
          <button type="button" onClick={() => void model.allowPolicies(here)}>
            {screen.policyPage(here.length)}
          </button>
        )}
        {explained.value ? (
          <button type="button" onClick={() => void model.allowPolicies(here, [allSites])}>
            {screen.policyAlwaysGo}
          </button>
        ) : (
          <button
            type="button"
            onClick={() => {
              explained.value = true;
            }}
          >
            {screen.policyAlways}
          </button>
        )}
      </div>
    </section>
  );
}
