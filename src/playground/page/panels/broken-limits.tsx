import type { BrokenLimit } from './traffic-row.ts';
import './broken-limits.css';

/** Which rules of Slack's a payload broke, and where in it. */
export function BrokenLimits({ limits }: { readonly limits: readonly BrokenLimit[] }) {
  return (
    <ul className="broken-limits" aria-label="Broken limits">
      {limits.map(({ pointer, message }) => (
        <li key={`${pointer} ${message}`} className="broken-limits-one">
          {pointer !== '' && <code className="broken-limits-pointer">{pointer}</code>}
          {message}
        </li>
      ))}
    </ul>
  );
}
