import { useEffect, useState } from 'react';

interface CopyButtonProps {
  /** Completes "Copy …", for those who do not see what stands beside the button. */
  readonly what: string;
  readonly text: () => string;
}

type Outcome = 'none' | 'copied' | 'refused';

const WORDS: Readonly<Record<Outcome, string>> = {
  none: 'Copy',
  copied: 'Copied',
  refused: 'Not copied',
};
const SHOWN_MS = 2_000;

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ what, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  }

  return (
    <button type="button" className="panel-link copy-button" onClick={() => void copy()}>
      <span aria-live="polite">{WORDS[outcome]}</span>
      <span className="sr-only"> {what}</span>
    </button>
  );
}
