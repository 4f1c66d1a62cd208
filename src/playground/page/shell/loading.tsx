import { writeRoute } from '../state/route.ts';
import type { Link } from '../state/stream.ts';
import { Avatar } from './avatar.tsx';
import './loading.css';

interface LoadingProps {
  readonly link: Link;
  readonly firstPerson: string;
}

/** Before anything is known: that the page connects, or why it will not. */
export function Loading({ link, firstPerson }: LoadingProps) {
  return (
    <main className="loading">
      <Avatar id="app" isApp size={64} />
      {link.kind === 'refused' ? (
        <>
          <p role="alert">{link.why}</p>
          <a href={writeRoute({ person: firstPerson, place: { kind: 'list' } })}>
            Go on as @{firstPerson}
          </a>
        </>
      ) : (
        <p role="status">{link.kind === 'reconnecting' ? 'Reconnecting…' : 'Connecting…'}</p>
      )}
    </main>
  );
}
