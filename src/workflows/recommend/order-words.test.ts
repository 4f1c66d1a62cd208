import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, aSession } from '../../../test/builders.ts';
import {
  ANA,
  aRecommendation,
  aSolution,
  AT,
  BEN,
  CLEO,
  understood,
} from '../../../test/recommend-builders.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import type { PatternTrace, Solution } from '../../domain/solution.ts';
import { chooseCard } from './cards-solutions.ts';
import { hear } from './hear.ts';
import type { RecommendState } from './state.ts';

const GATEWAY = { id: 'pat-1', name: 'AWS public services' };
const TOOLKIT = { id: 'pat-2', name: 'Database toolkit' };

const claim = aSolution({
  id: 'sol-claim',
  title: 'Portable database',
  score: { total: 95, match: 90, pattern: 100, policy: 0 },
  patterns: [{ ...TOOLKIT, reason: 'The request is for a database.' }],
});
const native = aSolution({
  id: 'sol-native',
  title: 'Native database',
  score: { total: 90, match: 85, pattern: 100, policy: 100 },
  patterns: [{ ...GATEWAY, reason: 'It runs natively in AWS.' }],
  policies: [{ id: 'pol-1', sentence: 'Stay in AWS', stands: 'kept', reason: '' }],
});
const plain = aSolution({
  id: 'sol-plain',
  title: 'Plain database',
  score: { total: 40, match: 80, pattern: 0, policy: 0 },
  policies: [{ id: 'pol-2', sentence: 'Be encrypted', stands: 'impossible', reason: '' }],
});

const TRACE: PatternTrace[] = [
  {
    ...TOOLKIT,
    standings: [
      { solutionId: 'sol-claim', applies: true, reason: 'The request is for a database.' },
      { solutionId: 'sol-native', applies: false, reason: 'It is a solution of its own.' },
      { solutionId: 'sol-plain', applies: false, reason: 'It is a solution of its own.' },
    ],
  },
  {
    ...GATEWAY,
    standings: [
      { solutionId: 'sol-claim', applies: false, reason: 'It is portable.' },
      { solutionId: 'sol-native', applies: true, reason: 'It runs natively in AWS.' },
      { solutionId: 'sol-plain', applies: false, reason: 'It is portable.' },
    ],
  },
  { id: 'pat-3', name: 'Old ways', unusable: 'The kind is gone.', standings: [] },
];

function choosing(
  solutions: Solution[] = [claim, native, plain],
  patterns: PatternTrace[] = TRACE,
): RecommendState {
  return aRecommendation(understood, {
    type: 'solutions-found',
    at: AT,
    solutions,
    patterns,
    nearest: [],
    by: 'offline',
  });
}

function told(inbound: InboundEvent, state = choosing()): string {
  const hearing = hear({ ...aSession({ owner: ANA, workflow: 'recommend' }), state }, inbound);
  return hearing.type === 'refused' ? renderPlainLine(hearing.line) : hearing.type;
}

function said(text: string, state = choosing()): string {
  return told(aMessage(text, { actor: ANA, at: AT }), state);
}

const pressed = aButtonPress({ sessionId: 's1', action: { name: 'explain-order' }, actor: ANA });

describe('the choice', () => {
  it('names the pattern that a solution follows, and why, in one line', () => {
    const long = { ...GATEWAY, reason: 'because '.repeat(40).trim() };
    const card = JSON.stringify(
      chooseCard(choosing([claim, { ...native, patterns: [long] }]), true),
    );

    expect(card).toContain('★ Pattern: Database toolkit – The request is for a database.');
    expect(card).toMatch(/★ Pattern: AWS public services – (?:because ){5}[^"]{0,60}…"/u);
  });

  it('has one button that asks why', () => {
    const card = JSON.stringify(chooseCard(choosing(), true));

    expect(card.split('Why this order?')).toHaveLength(2);
    expect(JSON.stringify(chooseCard(choosing(), false))).not.toContain('Why this order?');
  });
});

describe('why this order', () => {
  it('is told from what is stored: the parts of each score, and how each pattern stands', () => {
    const text = told(pressed);

    expect(text).toContain(
      'Portable database – 95: match 90, 5 more for the pattern Database toolkit.',
    );
    expect(text).toContain('keeps 1 policy.');
    expect(text).toContain('40: match 80, put behind the others: it cannot keep “Be encrypted”.');
    expect(text).toContain('applies to 1: The request is for a database.');
    expect(text).toContain('not to 2 and 3: It is a solution of its own.');
    expect(text).toContain('not to 1 and 3: It is portable.');
    expect(text).toContain('Old ways: of no use here. The kind is gone.');
  });

  it('says in words what counted where nothing else was added', () => {
    const score = { total: 85, match: 85, pattern: 0, policy: 0 };
    const reasons = [
      'Made for a database',
      'Runs in AWS',
      'Covers TLS by its field tls',
      'One object',
    ];
    const plain = { ...native, score, patterns: [], policies: [], reasons, lacks: ['backups'] };
    const text = told(pressed, choosing([plain]));

    expect(text).toContain(
      ' – 85. What counted: Made for a database; Runs in AWS; Covers TLS by its field tls. Not covered: backups.',
    );
    expect(text).not.toContain('match 85');
  });

  it('claims no loss by a policy that came after the ranking', () => {
    const policies = [
      { id: 'pol-1', sentence: 'Be encrypted', stands: 'impossible' as const, reason: 'no' },
    ];
    const text = told(pressed, choosing([{ ...native, patterns: [], policies }]));

    expect(text).toContain('it cannot keep “Be encrypted”');
    expect(text).not.toContain('put behind the others');
  });

  it('says which of several patterns added points', () => {
    const both = { ...native, patterns: [...native.patterns, { ...TOOLKIT, reason: 'x' }] };
    const [one, other] = [GATEWAY.name, TOOLKIT.name];

    expect(told(pressed, choosing([both]))).toContain(
      `5 more for the pattern ${one} (${other} adds none: they are given once, not for each pattern)`,
    );
    const full = { ...both, score: { ...both.score, total: 100, match: 100 } };
    expect(told(pressed, choosing([full]))).toContain(`match 100, patterns ${one} and ${other}`);
  });

  it('says only once whether a pattern applies', () => {
    const standings = [
      { solutionId: 'sol-claim', applies: true, reason: 'Applies: the request says “database”.' },
      { solutionId: 'sol-native', applies: false, reason: 'It does not apply: it is native.' },
    ];
    const text = told(pressed, choosing([claim, native], [{ ...TOOLKIT, standings }]));

    expect(text).toContain('applies to 1: the request says “database”.');
    expect(text).toContain('not to 2: it is native.');
  });

  it('claims no points of a pattern where a policy has put the solution behind', () => {
    const behind = { ...native, score: { ...native.score, total: 45 } };

    expect(told(pressed, choosing([behind]))).toContain(
      '45: match 85, pattern AWS public services',
    );
  });

  it('says that no pattern was found', () => {
    expect(told(pressed, choosing([plain], []))).toContain('No pattern was found');
  });

  it('is told whoever works there, and nobody else', () => {
    expect(told({ ...pressed, actor: BEN })).toContain('Ranked by');
    expect(told({ ...pressed, actor: { ...CLEO, workspace: 'T2' } })).toContain('is led by');
  });

  it.each([
    'why this rank?',
    'Why this order',
    'why that ranking?',
    'why are they ranked like this?',
    'why these scores?',
    'why is 1 first?',
    'but why in this order?',
  ])('is what "%s" asks', (text) => {
    expect(said(text)).toContain('Ranked by');
  });

  it('is told later, too', () => {
    const answering = { ...choosing(), stage: 'answering' as const };

    expect(said('why this rank?', answering)).toContain('Ranked by');
  });

  it.each(['why not', 'why not both', 'why', 'why not tomorrow?', 'why is the database slow?'])(
    'is not what "%s" asks',
    (text) => {
      expect(said(text)).toBe('ignored');
    },
  );

  it('is not told before there is an order', () => {
    expect(said('why this rank?', aRecommendation(understood))).toBe('ignored');
  });
});

describe('why not that pattern', () => {
  it.each([
    'why not AWS public services?',
    'why not the pattern “aws public services”',
    'why not pat-1',
  ])('is told of that one alone: %s', (text) => {
    const line = said(text);

    expect(line).toContain('not to 1 and 3: It is portable.');
    expect(line).not.toContain('Database toolkit');
  });

  it('says which were found, where it was none of them', () => {
    expect(said('why not the pattern Backups?')).toContain(
      'These were found for it: Database toolkit, AWS public services, Old ways',
    );
    expect(said('why not pattern Backups', choosing([plain], []))).toContain(
      'No pattern was found for it',
    );
  });

  it('says that it applies to all, or to none, where that is so', () => {
    const one = [{ ...GATEWAY, standings: TRACE[1]?.standings.slice(1, 2) ?? [] }];

    expect(said('why not AWS public services', choosing([native], one))).toContain(
      'applies to all: It runs natively in AWS.',
    );
  });
});
