import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { buttonsOf, fieldsOf, optionsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message, View } from '../../src/playground/slack/state.ts';

export const CHANNEL = '#platform';

/** What a person does next, decided by what they see. */
export interface Move {
  /** `choose`, `required`…: what it is about. */
  readonly name: string;
  /**
   * What a person does who sees nothing come of it. `waits`: Slack repeats a message by itself.
   * `presses-again`: a slash command or a button, where Slack said that it failed. `opens-again`: a
   * form that did not open, or did not fill. `submits-again`: a form that is still there.
   */
  readonly whenUnheard: 'waits' | 'presses-again' | 'opens-again' | 'submits-again';
  /** Resolves when the platform acknowledged it, or failed to: then with the reason. */
  act(): Promise<string | undefined>;
  /** Whether the next step is there, or the conversation has its outcome. */
  isFollowed(): boolean;
}

type Doing = Omit<Move, 'isFollowed'>;

export interface Wishes {
  readonly intent: string;
  /** Words of the solution to take; the first one where none is named so. */
  readonly solution: RegExp;
  /** Answers by a question's label; other questions get their first option. */
  readonly answers: Readonly<Record<string, string>>;
}

/** A database in a cloud: clarified, configured stage by stage, one object. */
export const DATABASE: Wishes = {
  intent: 'create a PostgreSQL database in AWS',
  solution: /^\*?1\./u,
  answers: { Name: 'orders-db', Namespace: 'a-team', Size: 'small', Region: 'us-east-1' },
};

/** Several linked objects. */
export const WEB_APPLICATION: Wishes = {
  intent: 'a web application exposed to users',
  solution: /Deployment with/u,
  answers: {
    Name: 'shop',
    Namespace: 'a-team',
    'Container image': 'ghcr.io/acme/shop:1.2.3',
    'Host name': 'shop.acme.example',
  },
};

/** The button that a card shows as long as it waits for a person. */
const AWAITED: Readonly<Record<string, RegExp>> = {
  'A few questions first': /^Answer$/u,
  Solutions: /^Choose 1$/u,
  'Required settings': /^Fill in$/u,
  'Basic settings': /^Fill in$/u,
  'Advanced settings': /^Fill in$/u,
  'Anything else?': /^Add requirements$/u,
  Review: /^Request approval$/u,
  Change: /^Approve$/u,
};

/** What the bot says: in the channel, each message followed by its thread. */
export function cards(slack: LocalSlack): readonly Message[] {
  const roots = slack.messages(CHANNEL).filter(({ user }) => user === slack.identity.botUserId);
  return roots
    .flatMap(({ ts }) => slack.messages(CHANNEL, { thread: ts }))
    .filter(({ user }) => user === slack.identity.botUserId);
}

export function titleOf(message: Message): string {
  return textOf(message).split('\n')[0] ?? '';
}

/** The newest card of a step, if it waits for a person now. */
export function waitingCard(slack: LocalSlack): Message | undefined {
  const newest = cards(slack).findLast((card) => AWAITED[titleOf(card)] !== undefined);
  const awaited = newest && AWAITED[titleOf(newest)];
  return awaited && buttonsOf(newest).some(({ label }) => awaited.test(label)) ? newest : undefined;
}

/** What waits for a person, as text, to tell whether that changed; empty where nothing does. */
function faceOf(slack: LocalSlack): string {
  const card = waitingCard(slack);
  if (!card) return '';
  return [card.ts, textOf(card), ...buttonsOf(card).map(({ label }) => label)].join('\n');
}

/** The form that the requester has open. One opens as a notice that it loads, and is then filled. */
function openForm(slack: LocalSlack): View | undefined {
  const view = slack.as('ana').openView();
  return view && fieldsOf(view).length > 0 ? view : undefined;
}

/** The card that says why nothing goes on, once there is one. */
export function troubledCard(slack: LocalSlack): Message | undefined {
  return cards(slack).findLast((card) => buttonsOf(card).some(({ label }) => label === AGAIN));
}

/** The button of a card that says why nothing goes on. */
export const AGAIN = 'Try again';

const OUTCOME = /(Ready:|Rejected by|Applied, but|The cluster refused).*/u;

/** The outcome on the change's card, once there is one. */
export function outcomeOf(slack: LocalSlack): string | undefined {
  const change = cards(slack).findLast((card) => titleOf(card) === 'Change');
  return change && OUTCOME.exec(textOf(change))?.[0];
}

/** The next move of a person who has these wishes; the approver is another one. */
export function nextMove(slack: LocalSlack, wishes: Wishes): Move {
  const doing = nextDoing(slack, wishes);
  const before = faceOf(slack);
  return {
    ...doing,
    isFollowed() {
      if (doing.name === 'form') return openForm(slack) !== undefined;
      const now = faceOf(slack);
      return outcomeOf(slack) !== undefined || (now !== '' && now !== before);
    },
  };
}

function nextDoing(slack: LocalSlack, wishes: Wishes): Doing {
  const card = waitingCard(slack);
  if (!card) return command(slack, wishes);
  switch (titleOf(card)) {
    case 'A few questions first':
      return say(slack, 'clarify', 'A managed service, reachable only from inside');
    case 'Solutions':
      return press(slack, { name: 'choose', card, label: choiceOf(card, wishes) });
    case 'Required settings':
      return say(slack, 'required', typedAnswers(card, wishes));
    case 'Basic settings':
      return openForm(slack) ? submitForm(slack) : pressForForm(slack, card);
    case 'Advanced settings':
      return press(slack, { name: 'advanced', card, label: 'Skip' });
    case 'Anything else?':
      return say(slack, 'open', 'N/A');
    case 'Review':
      return press(slack, { name: 'review', card, label: 'Request approval' });
    default:
      return press(slack, { name: 'approve', card, label: 'Approve', who: 'cleo' });
  }
}

function command(slack: LocalSlack, { intent }: Wishes): Doing {
  return {
    name: 'ask',
    whenUnheard: 'presses-again',
    act: async () => (await slack.as('ana').command(CHANNEL, `/dotai recommend ${intent}`)).error,
  };
}

function say(slack: LocalSlack, name: string, text: string): Doing {
  return {
    name,
    whenUnheard: 'waits',
    async act() {
      await slack.as('ana').say(CHANNEL, text, { thread: threadOf(slack) });
      return undefined;
    },
  };
}

function press(
  slack: LocalSlack,
  { name, card, label, who = 'ana' }: { name: string; card: Message; label: string; who?: string },
): Doing {
  return {
    name,
    whenUnheard: 'presses-again',
    act: async () => (await slack.as(who).press(card, { label })).error,
  };
}

/** A form that was left loading by an earlier try is closed first. */
function pressForForm(slack: LocalSlack, card: Message): Doing {
  return {
    name: 'form',
    whenUnheard: 'opens-again',
    async act() {
      const ana = slack.as('ana');
      if (ana.openView()) await ana.closeView();
      return (await ana.press(card, { label: 'Fill in' })).error;
    },
  };
}

/** Takes the first option of the first menu, and leaves the rest as it is. */
function submitForm(slack: LocalSlack): Doing {
  return {
    name: 'basic',
    whenUnheard: 'submits-again',
    async act() {
      const view = openForm(slack);
      if (!view) return undefined;
      const submission = await slack.as('ana').fillAndSubmit(view, valuesFor(view));
      return submission.outcome === 'failed' ? submission.error : undefined;
    },
  };
}

function valuesFor(view: View): Readonly<Record<string, string>> {
  const menu = fieldsOf(view).find(({ element }) => optionsOf(element).length > 0);
  const [option] = menu ? optionsOf(menu.element) : [];
  return menu && option !== undefined ? { [menu.label]: option } : {};
}

function threadOf(slack: LocalSlack): string {
  const [root] = cards(slack);
  if (!root) throw new Error('the bot has said nothing yet');
  return root.ts;
}

function choiceOf(card: Message, { solution }: Wishes): string {
  const chosen = textOf(card)
    .split('\n')
    .find((text) => /^\*?\d+\./u.test(text) && solution.test(text));
  return `Choose ${/\d+/u.exec(chosen ?? '1')?.[0] ?? '1'}`;
}

/** The first question alone at first: a partial answer; then the rest in one message. */
function typedAnswers(card: Message, wishes: Wishes): string {
  const questions = [...textOf(card).matchAll(/^(\d+)\. ([^:]+): (.*)$/gmu)].map(
    ([, number = '', label = '', text = '']) => ({ number, label, text }),
  );
  const open = questions.filter(({ text }) => !text.startsWith('✓'));
  const asked = open.length === questions.length ? open.slice(0, 1) : open;
  return asked
    .map(({ number, label, text }) => `${number}. ${wishes.answers[label] ?? firstOption(text)}`)
    .join(', ');
}

function firstOption(text: string): string {
  return /Suggested: ([^,.]+)/u.exec(text)?.[1] ?? /Options: ([^,.]+)/u.exec(text)?.[1] ?? '1';
}
