/** Draws a grade: one component for the padlocks and the envelopes, at any size, in the colour of its tone. */
import type { Shape, Tone } from './shapes.ts';

export function Mark({ shape, tone, size }: { readonly shape: Shape; readonly tone: Tone; readonly size: number }) {
  return (
    <svg class="mark" data-tone={tone} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {shape.map(({ as, d }) => (
        <path key={d} class={as} d={d} />
      ))}
    </svg>
  );
}
