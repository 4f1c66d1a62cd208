import { Blocks } from '../blocks/blocks.tsx';
import { usePlayground } from '../context.ts';
import { useEntry } from './use-entry.ts';

/** The Home tab as the app last published it. The app is told of every entry. */
export function AppHome() {
  const { home, isBotConnected, about } = usePlayground().snapshot;
  useEntry('open-home');
  if (home) {
    return (
      <div className="app-home">
        <div className="app-home-blocks">
          <Blocks
            blocks={home.blocks}
            shown={{ viewId: home.id }}
            surface="home"
            entered={home.entered}
          />
        </div>
      </div>
    );
  }
  return (
    <div className="app-home" aria-busy={isBotConnected}>
      <p className="sr-only" role="status">
        {about.botName} prepares its Home
      </p>
      <div className="app-home-skeleton" aria-hidden="true">
        {[60, 90, 75, 40, 85, 70].map((width) => (
          <div key={width} style={{ width: `${width}%` }} />
        ))}
      </div>
    </div>
  );
}
