import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { About } from '../../page-protocol.ts';
import { type Playground, PlaygroundContext } from '../context.ts';
import { aPerson, aSnapshot } from '../state/builders.ts';
import { ClusterPanel } from './cluster-panel.tsx';
import { ConditionChips } from './condition-chips.tsx';
import { DeveloperPanel } from './developer-panel.tsx';
import { ProblemsView } from './problems-view.tsx';
import { SessionLine } from './session-line.tsx';
import type { TrafficRow } from './traffic.ts';
import { TrafficLine } from './traffic-line.tsx';

function close(): void {
  // Nothing is closed in still markup.
}

function onPage(content: ReactNode, cluster: Partial<About> = {}): string {
  const snapshot = aSnapshot();
  const playground: Playground = {
    me: aPerson(),
    snapshot: { ...snapshot, about: { ...snapshot.about, ...cluster } },
    act: async () => ({ ok: true }),
    nameOf: (id) => (id === 'U1' ? 'Ana Ruiz' : id),
    open: close,
    follow: () => false,
    addressOf: (url) => url,
    theme: 'light',
  };
  return renderToStaticMarkup(<PlaygroundContext value={playground}>{content}</PlaygroundContext>);
}

/** The text a person sees, without the markup. */
function words(markup: string): string {
  return markup
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

const at = '2026-03-01T10:00:00.000Z';

describe('the panels', () => {
  it('are regions with names and a button that closes them', () => {
    const developer = onPage(<DeveloperPanel onClose={close} />);
    const cluster = onPage(<ClusterPanel onClose={close} />);

    expect(developer).toContain('aria-label="Close Developer"');
    expect(developer.match(/role="tab"/gu)).toHaveLength(3);
    expect(words(developer)).toContain('Nothing that Slack would refuse.');
    expect(cluster).toContain('aria-label="Close Cluster"');
    expect(words(cluster)).toContain('Reading the cluster…');
  });

  it('say which cluster it is where it is not the demo’s', () => {
    const markup = onPage(<ClusterPanel onClose={close} />, {
      isDemoCluster: false,
      cluster: 'context staging',
    });

    expect(words(markup)).toContain('The cluster is your own: context staging.');
  });
});

describe('a line of the traffic', () => {
  it('shows a refused call in red with every limit that it broke', () => {
    const messages = ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'];
    const answer = { ok: false, error: 'invalid_blocks', response_metadata: { messages } };
    const call = { id: '1', method: 'chat.update', parameters: {}, answer, at };
    const row: TrafficRow = { direction: 'to-slack', id: 'call 1', at, call };
    const markup = renderToStaticMarkup(<TrafficLine row={row} onToggle={close} />);

    expect(markup).toContain('traffic-line-broken');
    expect(words(markup)).toContain('invalid_blocks');
    expect(words(markup)).toContain('/blocks no more than 50 items allowed');
  });

  it('shows an envelope with its attempt and why it was not acknowledged', () => {
    const envelope = {
      id: '1',
      kind: 'events_api' as const,
      type: 'message',
      body: {},
      attempt: 1,
      sentAt: at,
      error: 'no_connection' as const,
    };
    const row: TrafficRow = { direction: 'to-bot', id: 'envelope 1', at, envelope };
    const markup = renderToStaticMarkup(<TrafficLine row={row} onToggle={close} />);

    expect(words(markup)).toContain('message attempt 2 events_api the bot was not connected');
    expect(markup).not.toContain('traffic-line-broken');
  });
});

it('lists problems with the newest first', () => {
  const problem = { pointer: '/text', message: 'must be less than 40001 characters' };
  const older = { id: '1', source: 'chat.update', error: 'msg_too_long', problems: [problem] };
  const newer = { id: '2', source: 'response_url', error: 'invalid_blocks', problems: [] };
  const markup = renderToStaticMarkup(<ProblemsView violations={[older, newer]} />);

  expect(words(markup)).toBe(
    'response_url invalid_blocks chat.update msg_too_long /text must be less than 40001 characters',
  );
});

describe('a session', () => {
  const session = {
    id: 's1',
    workflow: 'recommend',
    version: 4,
    isOpen: true,
    isListening: true,
    owner: 'U1',
    channel: 'C1',
    thread: '1.0',
    updatedAt: at,
    stage: 'answering',
    state: {},
  };

  it('names its owner and links to its thread', () => {
    const markup = onPage(<SessionLine session={session} effects={[]} />);

    expect(words(markup)).toContain('recommend answering open Ana Ruiz thread in #platform');
  });

  it('has no link to where the person is not', () => {
    const markup = onPage(<SessionLine session={{ ...session, channel: 'C2' }} effects={[]} />);

    expect(words(markup)).toContain('in a conversation that you are not in');
    expect(markup).not.toContain('panel-link');
  });
});

it('lets only a condition flash that changed while it was watched', () => {
  const conditions = [
    { type: 'Synced', status: 'True' },
    { type: 'Ready', status: 'True' },
  ];
  const markup = renderToStaticMarkup(
    <ConditionChips conditions={conditions} readiness="ready" changes={{ Ready: 1 }} />,
  );

  expect(markup.match(/conditions-flash/gu)).toHaveLength(1);
  expect(markup.indexOf('conditions-flash')).toBeGreaterThan(markup.indexOf('Synced'));
});
