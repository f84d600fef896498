/** A button that copies and says so; where the browser does not let it, it says that. */
import { useSignal } from '@preact/signals';
import { screen } from '../words/screen.ts';

type Props = { readonly label?: string; readonly copy: () => Promise<void>; readonly class?: string };

export function CopyButton({ label = screen.copy, copy, class: className }: Props) {
  const said = useSignal('');
  async function click(): Promise<void> {
    try {
      await copy();
      said.value = screen.copied;
    } catch (error) {
      said.value = screen.failed(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <button type="button" class={className} onClick={() => void click()} onBlur={() => (said.value = '')}>
      <span aria-live="polite">{said.value || label}</span>
    </button>
  );
}
