/** A row for each check; it opens to what was seen, what follows, how to fix it, and the evidence. */
import { CopyButton } from '../ui/copy-button.tsx';
import { weightTones } from '../ui/tones.ts';
import type { Finding } from '../verdict/findings.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Evidence, evidenceOf } from '../words/evidence.ts';
import { explain } from '../words/explain.ts';
import { type CheckLine, checkLines, instant } from '../words/headline.ts';
import { screen } from '../words/screen.ts';
import type { Model } from './model.ts';

export function Checks({ model }: { readonly model: Model }) {
  const verdict = model.verdict.value;
  if (!verdict) return <div class="checks waiting" />;
  return (
    <div class="checks">
      {checkLines(verdict).map(line => (
        <Check key={line.check} model={model} verdict={verdict} line={line} />
      ))}
    </div>
  );
}

type Props = { readonly model: Model; readonly verdict: Verdict; readonly line: CheckLine };

function Check({ model, verdict, line: { title, weight, brief, findings } }: Props) {
  return (
    <details class="check" data-tone={weightTones[weight]} data-weight={weight}>
      <summary>
        <span class="dot" aria-hidden="true" />
        <span>
          <b>{title}</b> <span class="brief">{brief}</span>
        </span>
      </summary>
      {findings.map(finding => (
        <FindingText
          key={finding.id + JSON.stringify(finding.facts)}
          model={model}
          verdict={verdict}
          finding={finding}
        />
      ))}
    </details>
  );
}

type FindingProps = { readonly model: Model; readonly verdict: Verdict; readonly finding: Finding };

function FindingText({ model, verdict, finding }: FindingProps) {
  const { seen, follows, fix, publish, section } = explain(finding, verdict.domain);
  return (
    <article data-tone={weightTones[finding.weight]}>
      <p class="seen">{seen}</p>
      <p>{follows}</p>
      {fix && (
        <p>
          <b>{screen.fix}</b> {fix}
        </p>
      )}
      {publish && (
        <div class="publish">
          <code>{publish}</code>
          <CopyButton copy={() => model.copy(publish)} />
        </div>
      )}
      {evidenceOf(verdict.observations, finding).map(evidence => (
        <EvidenceText key={evidence.asked} evidence={evidence} />
      ))}
      <a href={section.url} target="_blank" rel="noreferrer">
        {section.label}
      </a>
    </article>
  );
}

function EvidenceText({ evidence: { asked, lines, from, at, authenticity } }: { readonly evidence: Evidence }) {
  return (
    <figure>
      <pre>{[asked, ...lines.map(line => `  ${line}`)].join('\n')}</pre>
      <figcaption>
        {from}, {instant(at)}
        {authenticity === 'authentic' && `, ${screen.authentic}`}
      </figcaption>
    </figure>
  );
}
