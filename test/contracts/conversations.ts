import { beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../src/chat/actor.ts';
import type { Conversations } from '../../src/ports/conversations.ts';

/** A workspace with people in it; what they do is done when it resolves. */
export interface ConversationStage {
  readonly conversations: Conversations;
  readonly workspace: string;
  /** The bot is in it, and it is called `platform`. */
  readonly channel: string;
  /** The bot is not in it. */
  readonly strange: string;
  readonly members: {
    /** Is in `channel`. */
    readonly one: string;
    /** Is in the workspace, and not in `channel`. */
    readonly none: string;
    leave(person: string): Promise<void>;
  };
  /** A person writes; resolves with the message's id. */
  say(text: string, thread?: string): Promise<string>;
  edit(message: string, text: string): Promise<void>;
  remove(message: string): Promise<void>;
  /** A person shares a file in the channel; resolves with the file's id. */
  share(name: string, content: string | Uint8Array): Promise<string>;
}

function anActorOf({ workspace }: ConversationStage, id: string): Actor {
  return { platform: 'slack', workspace, id };
}

const FOREVER = { oldest: '1' };
const KILOBYTE = 1_000;

/** What every way to read past conversations does. `open` gives an empty workspace. */
export function conversationsContract(open: () => Promise<ConversationStage>): void {
  let stage: ConversationStage;
  let conversations: Conversations;
  let place: { readonly workspace: string; readonly channel: string };

  beforeEach(async () => {
    stage = await open();
    ({ conversations } = stage);
    place = { workspace: stage.workspace, channel: stage.channel };
  });

  it('finds a channel by its id, its name and its link', async () => {
    const { workspace, channel } = stage;
    const known = await conversations.channel(workspace, channel);

    expect(known).toEqual({
      id: channel,
      name: 'platform',
      isMember: true,
      isPrivate: false,
      isArchived: false,
      isDirect: false,
      isShared: false,
    });
    for (const said of ['#platform', 'platform', `<#${channel}|platform>`, `<#${channel}>`]) {
      expect(await conversations.channel(workspace, said)).toEqual(known);
    }
    expect(await conversations.channel(workspace, '#no-such-channel')).toBeUndefined();
    expect(await conversations.channel(workspace, 'C0NOSUCH00')).toBeUndefined();
  });

  it('knows where it is not, and reads nothing there', async () => {
    const { workspace, strange: channel } = stage;

    expect(await conversations.channel(workspace, channel)).toMatchObject({ isMember: false });
    const reading = conversations.history({ workspace, channel }, FOREVER);
    await expect(reading).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('/invite @dotai'),
    });
    await expect(
      conversations.thread({ workspace, channel }, { message: '1.000100' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('knows who is in a channel, and that nobody is in one that it does not see', async () => {
    const { workspace, channel, members } = stage;

    expect(await conversations.isMember(place, anActorOf(stage, members.one))).toBe(true);
    expect(await conversations.isMember(place, anActorOf(stage, members.none))).toBe(false);
    await members.leave(members.one);
    expect(
      await conversations.isMember({ workspace, channel }, anActorOf(stage, members.one)),
    ).toBe(false);
    const unseen = { workspace, channel: 'C0NOSUCH00' };
    expect(await conversations.isMember(unseen, anActorOf(stage, members.one))).toBe(false);
  });

  it('gives what was said, newest first, without both ends of the range', async () => {
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) ids.push(await stage.say(text));
    const [oldest = '', , , before = ''] = ids;

    const { messages, hasMore } = await conversations.history(place, { oldest, before });
    expect(messages.map(({ id, text }) => `${id} ${text}`)).toEqual([
      `${ids[2]} three`,
      `${ids[1]} two`,
    ]);
    expect(hasMore).toBe(false);
    expect((await conversations.history(place, FOREVER)).messages).toHaveLength(4);
  });

  it('gives a page at a time, and goes on before its last', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 201; count += 1) ids.push(await stage.say(`message ${count}`));
    const first = await conversations.history(place, FOREVER);
    const before = first.messages.at(-1)?.id;
    const rest = await conversations.history(place, { ...FOREVER, before });

    expect(first.hasMore).toBe(true);
    expect(rest.hasMore).toBe(false);
    expect([...first.messages, ...rest.messages].map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it('says who wrote a message, and when', async () => {
    const id = await stage.say('we use <b> & co');
    const message = await conversations.message(place, id);

    expect(message).toMatchObject({ id, text: 'we use <b> & co', isBot: false, replyCount: 0 });
    expect(message?.author).toMatch(/^U/u);
    expect(message?.at).toBe(new Date(Number(id) * 1_000).toISOString());
    expect(message).not.toHaveProperty('thread');
    expect(message).not.toHaveProperty('editedAt');
  });

  it('knows a thread by its head', async () => {
    const head = await stage.say('which database?');
    await stage.say('one', head);
    const last = await stage.say('two', head);

    expect((await conversations.history(place, FOREVER)).messages).toMatchObject([
      { id: head, replyCount: 2, lastReplyAt: new Date(Number(last) * 1_000).toISOString() },
    ]);
    expect(await conversations.message(place, last)).toMatchObject({ id: last, thread: head });
  });

  it('reads a thread from its head or any reply, oldest first', async () => {
    const head = await stage.say('which database?');
    const first = await stage.say('one', head);
    const second = await stage.say('two', head);
    await stage.say('elsewhere');

    for (const message of [head, first, second]) {
      const page = await conversations.thread(place, { message });
      expect(page.head).toBe(head);
      const whole =
        page.messages.length > 0 ? page : await conversations.thread(place, { message: page.head });
      expect(whole.messages.map(({ id }) => id)).toEqual([head, first, second]);
      expect(whole.hasMore).toBe(false);
    }
  });

  it('gives a long thread a page at a time, and goes on after any message of it', async () => {
    const head = await stage.say('which database?');
    const ids: string[] = [];
    for (let count = 0; count < 230; count += 1) ids.push(await stage.say(`reply ${count}`, head));
    const first = await conversations.thread(place, { message: head });
    const after = first.messages.at(-5)?.id;
    const rest = await conversations.thread(place, { message: head, after });
    const replies = [...first.messages.slice(0, -4), ...rest.messages].filter(
      ({ id }) => id !== head,
    );

    expect(first.hasMore).toBe(true);
    expect(first.messages[0]?.id).toBe(head);
    expect(rest).toMatchObject({ head, hasMore: false });
    expect(replies.map(({ id }) => id)).toEqual(ids);
    const last = ids.at(-1);
    const nothing = await conversations.thread(place, { message: head, after: last });
    expect(nothing.hasMore).toBe(false);
    expect(nothing.messages.filter(({ id }) => id !== head)).toEqual([]);
  });

  it('reads a message without replies as a thread of one', async () => {
    const id = await stage.say('alone');

    expect((await conversations.thread(place, { message: id })).messages).toMatchObject([{ id }]);
  });

  it('reads a message as it is now', async () => {
    const id = await stage.say('we use A');
    await stage.edit(id, 'we use B');
    const message = await conversations.message(place, id);

    expect(message?.text).toBe('we use B');
    // Shown to the second.
    const [sentMs, editedMs] = [message?.at, message?.editedAt].map((at) => Date.parse(at ?? ''));
    expect(editedMs).toBeGreaterThanOrEqual((sentMs ?? Number.NaN) - 1_000);
  });

  it('finds nothing of what is gone', async () => {
    const id = await stage.say('never mind');
    await stage.remove(id);

    expect(await conversations.message(place, id)).toBeUndefined();
    expect(await conversations.thread(place, { message: id })).toEqual({
      head: id,
      messages: [],
      hasMore: false,
    });
    expect((await conversations.history(place, FOREVER)).messages).toEqual([]);
  });

  it('keeps the replies where their head is gone', async () => {
    const head = await stage.say('a secret plan');
    const reply = await stage.say('we use A', head);
    await stage.remove(head);

    expect(await conversations.message(place, head)).toBeUndefined();
    const { head: found } = await conversations.thread(place, { message: reply });
    const { messages } = await conversations.thread(place, { message: found });
    expect(messages.map(({ id, text }) => `${id} ${text}`)).toEqual([
      `${head} `,
      `${reply} we use A`,
    ]);
    expect(messages[0]?.author).toBeUndefined();
  });

  it('gives a message its address', async () => {
    const head = await stage.say('which database?');
    const reply = await stage.say('one', head);
    const ofReply = await conversations.permalink({ ...place, thread: head }, reply);

    expect(await conversations.permalink(place, head)).toMatch(/^https:\/\//u);
    expect(ofReply).toContain(reply.replace('.', ''));
    expect(ofReply).toContain(`thread_ts=${head}`);
  });

  it('reads a shared text file', async () => {
    const id = await stage.share('runbook.md', '\uFEFF# Größe 🙂\r\n');
    const file = await conversations.file(stage.workspace, id, KILOBYTE);

    expect(file).toMatchObject({ name: 'runbook.md', text: '# Größe 🙂\r\n' });
    expect(file.url).toMatch(/^https:\/\//u);
    const { messages } = await conversations.history(place, FOREVER);
    expect(messages[0]?.files).toEqual([{ id, name: 'runbook.md' }]);
  });

  it.each([
    ['too long', 'long.md', 'x'.repeat(KILOBYTE + 1)],
    ['not UTF-8', 'latin.txt', new Uint8Array([0x67, 0x72, 0xfc, 0x6e])],
    ['no text', 'image.txt', new Uint8Array([0x50, 0x00, 0x4b])],
  ])('refuses a file that is %s', async (_what, name, content) => {
    const id = await stage.share(name, content);

    await expect(conversations.file(stage.workspace, id, KILOBYTE)).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });

  it('takes a file that is exactly as long as it may be, and knows none that is not there', async () => {
    const id = await stage.share('full.md', 'x'.repeat(KILOBYTE));

    expect((await conversations.file(stage.workspace, id, KILOBYTE)).text).toHaveLength(KILOBYTE);
    await expect(conversations.file(stage.workspace, 'F0NOSUCH0', KILOBYTE)).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });
}
