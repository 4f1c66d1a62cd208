import { useState } from 'react';
import { PanelFrame } from './panel-frame.tsx';
import { ProblemsView } from './problems-view.tsx';
import { SessionsView } from './sessions-view.tsx';
import { STREAM_WORDS } from './event-stream.ts';
import { Tabs } from './tabs.tsx';
import { TrafficView } from './traffic-view.tsx';
import { useTraffic } from './use-traffic.ts';

type Shown = 'traffic' | 'sessions' | 'problems';

/** For whoever develops the bot: what it hears and says, what it remembers, what Slack would refuse. */
export function DeveloperPanel({ onClose }: { readonly onClose: () => void }) {
  const [shown, setShown] = useState<Shown>('traffic');
  const { traffic, stream, clear } = useTraffic();
  const isTraffic = shown === 'traffic';
  return (
    <PanelFrame title="Developer" note={STREAM_WORDS[stream]} onClose={onClose}>
      <Tabs
        label="What to look at"
        selected={shown}
        onSelect={setShown}
        tabs={[
          {
            key: 'traffic',
            label: 'Traffic',
            count: 0,
            content: <TrafficView traffic={traffic} isShown={isTraffic} onClear={clear} />,
          },
          {
            key: 'sessions',
            label: 'Sessions',
            count: 0,
            content: <SessionsView isShown={shown === 'sessions'} />,
          },
          {
            key: 'problems',
            label: 'Problems',
            count: traffic.violations.length,
            content: <ProblemsView violations={traffic.violations} />,
          },
        ]}
      />
    </PanelFrame>
  );
}
