import { useNow } from './now.ts';
import type { PendingEffect } from './sessions.ts';
import { dueInWords } from './times.ts';

/** What the bot has still to do, and when. */
export function PendingEffects({ effects }: { readonly effects: readonly PendingEffect[] }) {
  const nowMs = useNow();
  if (effects.length === 0) return <p className="sessions-none">No effect is pending.</p>;
  return (
    <table className="sessions-effects">
      <thead>
        <tr>
          <th scope="col">Pending effect</th>
          <th scope="col">Attempts</th>
          <th scope="col">Due</th>
        </tr>
      </thead>
      <tbody>
        {effects.map(({ id, type, attempts, notBefore }) => (
          <tr key={id}>
            <td title={id}>{type}</td>
            <td>{attempts}</td>
            <td>{dueInWords(notBefore, nowMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
