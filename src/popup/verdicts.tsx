/** The two verdicts, kept apart: mail to the domain, mail claiming to be from it. */
import type { ComponentChildren } from 'preact';
import type { Recognised } from '../messages/messages.ts';
import { Mark } from '../ui/mark.tsx';
import { envelopes, identityTones, padlocks, type Shape, type Tone, transitTones } from '../ui/shapes.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { headlines } from '../words/en-headlines.ts';
import { identitySentence } from '../words/explain.ts';
import { transitSentence } from '../words/headline.ts';
import { screen } from '../words/screen.ts';
import type { Model } from './model.ts';

type Props = { readonly model: Model; readonly recognised: Recognised };

export function Verdicts({ model, recognised: { domain, unicode } }: Props) {
  const verdict = model.verdict.value;
  /** Either it is still to come, or the looking up itself broke; why stands above. */
  const nothing = (titles: 'transitTitle' | 'identityTitle') =>
    model.looking.value ? screen.looking : headlines[titles].unknown;
  return (
    <section class="verdicts" aria-busy={model.looking.value}>
      <h1>
        {unicode}
        {unicode !== domain && <small> {domain}</small>}
      </h1>
      <p class="unseen" role="status">
        {verdict && !model.looking.value && spoken(verdict)}
      </p>
      {verdict ? (
        <>
          <Axis
            label={screen.toIt}
            title={
              verdict.transit.reason === 'pending' ? screen.looking : headlines.transitTitle[verdict.transit.grade]
            }
            shape={padlocks[verdict.transit.grade]}
            tone={transitTones[verdict.transit.grade]}
            action={
              model.unfetched.value.includes(domain) && (
                <button type="button" onClick={() => void model.allowPolicies([domain])}>
                  {screen.policyHere}
                </button>
              )
            }
          >
            {transitSentence(verdict, unicode)}
          </Axis>
          <Axis
            label={screen.fromIt}
            title={
              verdict.identity.reason === 'pending' ? screen.looking : headlines.identityTitle[verdict.identity.grade]
            }
            shape={envelopes[verdict.identity.grade]}
            tone={identityTones[verdict.identity.grade]}
          >
            {identitySentence(verdict, unicode)}
          </Axis>
        </>
      ) : (
        <>
          <Axis label={screen.toIt} title={nothing('transitTitle')} shape={padlocks.unknown} tone="neutral" />
          <Axis label={screen.fromIt} title={nothing('identityTitle')} shape={envelopes.unknown} tone="neutral" />
        </>
      )}
    </section>
  );
}

/** What a screen reader tells once the looking is over. */
function spoken({ domain, transit, identity }: Verdict): string {
  return `${domain}: ${headlines.transitTitle[transit.grade]}. ${headlines.identityTitle[identity.grade]}.`;
}

type AxisProps = {
  readonly label: string;
  readonly title: string;
  readonly shape: Shape;
  readonly tone: Tone;
  /** What can be done about it, beside the title. */
  readonly action?: ComponentChildren;
  readonly children?: ComponentChildren;
};

function Axis({ label, title, shape, tone, action, children }: AxisProps) {
  return (
    <div class="axis" data-tone={tone}>
      <span class="disc">
        <Mark shape={shape} tone={tone} size={28} />
      </span>
      <div>
        <p class="label">{label}</p>
        <div class="title">
          <h2>{title}</h2>
          {action}
        </div>
        <p>{children}</p>
      </div>
    </div>
  );
}
