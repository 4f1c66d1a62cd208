import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Block, type BlockType } from '../../slack/validate/blocks.ts';
import type { Surface } from '../../slack/validate/surfaces.ts';
import { type Playground, PlaygroundContext } from '../context.ts';
import { readPermalink, toMessage } from '../state/permalink.ts';
import { writeRoute } from '../state/route.ts';
import { BLOCK_EXAMPLES, ELEMENT_EXAMPLES } from './block-examples.ts';
import { Blocks } from './blocks.tsx';
import { Element } from './element.tsx';
import { Mrkdwn } from './mrkdwn.tsx';

const ana = {
  id: 'U1',
  name: 'ana',
  realName: 'Ana Ruiz',
  standing: 'member' as const,
  isAdmin: false,
  timeZone: 'Europe/Madrid',
};
const platform = {
  id: 'C1',
  name: 'platform',
  kind: 'public' as const,
  members: ['U1'],
  isArchived: false,
};
const playground: Playground = {
  me: ana,
  snapshot: {
    about: {
      teamName: 'Acme',
      botUserId: 'UB',
      botName: 'dotai',
      teamUrl: 'https://acme.slack.com/',
      model: 'offline',
      cluster: 'demo',
      isDemoCluster: true,
      notices: [],
      commands: [],
      shortcuts: [],
      suggestedPrompts: [],
    },
    people: [ana],
    userGroups: [],
    channels: [platform],
    messages: [],
    files: [],
    modals: [],
    home: undefined,
    isBotConnected: true,
  },
  act: () => Promise.resolve({ ok: true }),
  nameOf: (id) => ({ U1: 'Ana Ruiz', C1: 'platform' })[id] ?? id,
  open: () => undefined,
  follow: () => false,
  addressOf(url) {
    const linked = readPermalink(url, 'https://acme.slack.com/');
    return linked ? writeRoute({ person: 'ana', ...toMessage(linked) }) : url;
  },
  theme: 'light',
};

const shown = { channel: 'C1', ts: '1.0' };

function drawn(block: Block, surface: Surface = 'message'): string {
  return renderToStaticMarkup(
    <PlaygroundContext value={playground}>
      <Blocks blocks={[block]} shown={shown} surface={surface} />
    </PlaygroundContext>,
  );
}

/** What must be seen of each example. */
const SEEN: Readonly<Record<BlockType, readonly string[]>> = {
  actions: ['<button', 'Approve'],
  alert: ['aria-label="Warning"', 'Take care'],
  card: ['aria-label="A map"', 'RDS'],
  carousel: ['aria-label="Cards"', 'First card'],
  container: ['Details', '<hr/>', 'Inside'],
  context: ['aria-label="A map"', '@Ana Ruiz'],
  context_actions: ['aria-label="Good"', 'aria-label="Bad"'],
  data_table: ['Databases', 'aria-sort="none"', '*my-db*', '$3'],
  divider: ['<hr/>'],
  header: ['<h2', 'Solutions *as written*'],
  image: ['Regions', 'A map'],
  input: ['Size', 'role="combobox"', 'value="Large"'],
  markdown: ['<strong', 'Bold', 'href="https://example.com/b.png"'],
  plan: ['Finding solutions', 'aria-label="Complete"', 'Look around'],
  rich_text: ['Rich *as written*'],
  section: ['1. RDS', '&lt;@U1&gt;', 'Namespace', 'aria-haspopup="menu"'],
  table: ['<th scope="col"', 'Name', '*my-db*'],
  task_card: ['Look around'],
};

describe('Blocks', () => {
  const types = Block.options.map((option) => option.shape.type.value);

  it.each(types)('draws %s', (type) => {
    const markup = drawn(Block.parse(BLOCK_EXAMPLES[type]));
    for (const seen of SEEN[type]) expect(markup).toContain(seen);
  });

  it.each(types)('fetches nothing from elsewhere for %s', (type) => {
    expect(drawn(BLOCK_EXAMPLES[type])).not.toMatch(/src="https?:/u);
  });

  it('shows what was entered rather than what was there at first', () => {
    const block: Block = { ...BLOCK_EXAMPLES.input, block_id: 'size' };
    const element = { ...ELEMENT_EXAMPLES.static_select, action_id: 'value' };
    const state = { type: 'static_select', selected_option: element.options?.[0] };
    const markup = renderToStaticMarkup(
      <PlaygroundContext value={playground}>
        <Blocks
          blocks={[{ ...block, element }]}
          shown={{ viewId: 'V1' }}
          surface="modal"
          entered={{ size: { value: state } }}
          errors={{ size: 'Too small' }}
        />
      </PlaygroundContext>,
    );
    expect(markup).toContain('value="Small"');
    expect(markup).toContain('Too small');
  });
});

describe('Element', () => {
  it.each(Object.values(ELEMENT_EXAMPLES))('names $type for those who do not see it', (element) => {
    const markup = renderToStaticMarkup(
      <PlaygroundContext value={playground}>
        <span id="label">Label</span>
        <Element
          element={element}
          blockId="b"
          shown={shown}
          inInput={false}
          state={undefined}
          labelledBy="label"
        />
      </PlaygroundContext>,
    );
    expect(markup).toMatch(/aria-label(?:ledby)?="[^"]+"|Approve/u);
  });
});

it('keeps a button with an address of the workspace on this machine', () => {
  const url = 'https://acme.slack.com/archives/C1/p1700000000000100';
  const text = { type: 'plain_text' as const, text: 'Open' };
  const markup = drawn({
    type: 'actions',
    elements: [{ type: 'button', action_id: 'open', text, url }],
  });

  expect(markup).toContain('href="#/ana/C1?at=1700000000.000100"');
  expect(markup).not.toContain('slack.com');
});

describe('Mrkdwn', () => {
  function read(text: string): string {
    return renderToStaticMarkup(
      <PlaygroundContext value={playground}>
        <Mrkdwn text={text} />
      </PlaygroundContext>,
    );
  }

  it('shows mentions by name, marks the reader, and opens channels', () => {
    const markup = read('<@U1> in <#C1>');
    expect(markup).toMatch(/mention-me[^>]*>@Ana Ruiz</u);
    expect(markup).toMatch(/<button[^>]*>#platform</u);
  });

  it('makes no link of an address that is no web address', () => {
    expect(read('<javascript:alert(1)|x>')).not.toContain('href');
    expect(read('<https://example.com|x>')).toContain('href="https://example.com"');
  });

  it('keeps a link into the workspace on this machine', () => {
    const markup = read('<https://acme.slack.com/archives/C1/p1700000000000100|the thread>');
    expect(markup).toContain('href="#/ana/C1?at=1700000000.000100"');
    expect(markup).not.toContain('slack.com');
  });

  it('names emoji, and shows a few alone larger', () => {
    expect(read(':tada:')).toMatch(/rich-text-jumbo.*aria-label="tada"/su);
    expect(read(':tada: done')).not.toContain('rich-text-jumbo');
  });
});
