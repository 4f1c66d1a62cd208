import { BrokenLimits } from './broken-limits.tsx';
import type { FoundViolation } from './traffic.ts';
import './problems-view.css';

/** What the bot sent and Slack would refuse, newest first. */
export function ProblemsView({ violations }: { readonly violations: readonly FoundViolation[] }) {
  if (violations.length === 0) {
    return <p className="panel-sentence">Nothing that Slack would refuse.</p>;
  }
  return (
    <div className="problems" role="region" aria-label="Problems, newest first" tabIndex={0}>
      <ol className="problems-list" reversed>
        {violations.toReversed().map(({ id, source, error, problems }) => (
          <li key={id} className="problems-one">
            <p className="problems-head">
              <span className="problems-source">{source}</span>
              <span className="problems-error">{error}</span>
            </p>
            <BrokenLimits limits={problems} />
          </li>
        ))}
      </ol>
    </div>
  );
}
