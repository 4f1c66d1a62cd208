import { describe, expect, it } from 'vitest';
import { aPlace } from '../../../test/builders.ts';
import {
  AT,
  CANDIDATE_TARGET,
  changed,
  expired,
  failed,
  gone,
  granted,
  left,
  loaded,
  PATTERN_TARGET,
  policy,
  reviewOf,
  settled,
  wizardEnded,
} from '../../../test/candidate-talk.ts';
import { aCandidate, anEvidence, SQL_CLAIM } from '../../../test/pattern-builders.ts';
import { actorKey, OPERATOR } from '../../chat/actor.ts';
import type { Button } from '../../chat/card.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import { candidateCard } from './cards.ts';
import type { CandidateEvent } from './state.ts';

function card(...events: readonly CandidateEvent[]) {
  return candidateCard(reviewOf(...events), aPlace());
}

function textOf(...events: readonly CandidateEvent[]): string {
  return renderPlainText(card(...events));
}

function buttons(...events: readonly CandidateEvent[]): readonly Button[] {
  return card(...events).elements.flatMap((one) => (one.type === 'buttons' ? one.buttons : []));
}

function labels(...events: readonly CandidateEvent[]): string[] {
  return buttons(...events).map(({ label }) => label);
}

const near = { ...PATTERN_TARGET, isNear: true };

describe('the card of a pattern', () => {
  const candidate = aCandidate({
    unknownResources: ['MoonBase'],
    avoided: [SQL_CLAIM],
    foundIn: 3,
    hasHidden: true,
    contradictions: [
      { with: 'policy', id: 'pol-1', title: 'No gateways', reason: 'That forbids them.' },
    ],
  });
  const reason = anEvidence({
    id: 'e2',
    message: '2',
    claim: 'reason',
    quote: 'or nobody gets in',
  });
  const shown = loaded({ candidate, evidence: [reason, anEvidence()], evidenceCount: 6 });

  it('says who owns what is accepted, and that nobody’s account asked on the command line', () => {
    const lesson = loaded({ candidate: aCandidate({ askedBy: actorKey(OPERATOR) }) });

    expect(textOf(lesson)).toContain('Asked for on the command line');
    expect(JSON.stringify(card(lesson))).not.toContain('operator');
    expect(textOf(shown)).toContain('Whoever accepts it owns it; change that with “Edit”.');
  });

  it('says what was found, where, by whom, and what does not fit, in that order', () => {
    const text = textOf(shown);

    expect(card(shown).title).toBe('Pattern: AWS public services');
    const parts = [
      'Resources\n\n• InternetGateway\n',
      'Not clear, or not served here: MoonBase',
      'Warned of: SQLClaim',
      'Whatever is public in AWS needs an internet gateway.',
      'And 4 quotes more.',
      '“AWS public services” does not fit the policy “No gateways”: That forbids them.',
      'looked like secrets were hidden',
      'Found in 3 conversations: #platform.',
      'Asked for by @U1',
      'Read by built-in rules, without a model.',
      'changes nothing before a curator accepts it',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('ties every claim to its verbatim quote and the address of that', () => {
    const { elements } = card(shown);
    const quotes = elements.flatMap((one, index) =>
      one.type === 'quote' ? [{ above: elements[index - 1], ...one }] : [],
    );

    expect(quotes).toMatchObject([
      {
        text: 'or nobody gets in',
        url: reason.url,
        above: { type: 'note', line: ['Why: InternetGateway'] },
      },
      { text: anEvidence().quote, url: anEvidence().url },
    ]);
  });

  it('shows one quote once, with all that it shows, and counts different quotes', () => {
    const also = [
      { claim: 'resource' as const, about: 'Service' },
      { claim: 'resource' as const, about: 'NetworkPolicy' },
      { claim: 'reason' as const },
    ];
    const evidence = [{ ...anEvidence({ about: 'Deployment' }), also }];
    const { elements } = card(loaded({ evidence, evidenceCount: 2 }));

    expect(elements.filter(({ type }) => type === 'quote')).toHaveLength(1);
    expect(elements).toContainEqual({
      type: 'note',
      line: ['What it uses: Deployment, Service, NetworkPolicy · Why'],
    });
    expect(elements).toContainEqual({ type: 'note', line: ['And 1 quote more.'] });
  });

  it('lists its resources over the whole width, and counts what is too much', () => {
    const resources = Array.from({ length: 14 }, (_, index) => ({
      ...SQL_CLAIM,
      kind: `Kind${index}`,
    }));
    const { elements } = card(loaded({ candidate: aCandidate({ resources }) }));
    const lists = elements.flatMap((one) => (one.type === 'list' ? [one.items] : []));

    expect(lists).toEqual([[...resources.slice(0, 12).map(({ kind }) => [kind]), ['2 more']]]);
  });

  it('names the section or the object where a quote has no address', () => {
    const source = {
      type: 'document',
      name: 'runbook.md',
      digest: 'd',
      anchor: '#public',
    } as const;
    const { url: _url, ...quote } = anEvidence({ source });

    expect(textOf(loaded({ evidence: [quote] }))).toContain(
      'What it uses: InternetGateway (runbook.md #public)',
    );
  });

  it('names kinds as people do, with their group where two are called so', () => {
    const both = [SQL_CLAIM, { ...SQL_CLAIM, group: 'other.example.org' }];
    const about = both.map((kind) => anEvidence({ about: `sqlclaims.${kind.group}` }));
    const one = textOf(
      loaded({ evidence: about.slice(0, 1), candidate: aCandidate({ avoided: [SQL_CLAIM] }) }),
    );
    const two = textOf(
      loaded({
        evidence: about,
        candidate: aCandidate({ resources: both.slice(1), avoided: both.slice(0, 1) }),
      }),
    );

    expect(one).toContain('What it uses: SQLClaim\n');
    expect(one).toContain('Warned of: SQLClaim\n');
    expect(two).toContain('• SQLClaim (sqlclaims.other.example.org)\n');
    expect(two).toContain('Warned of: SQLClaim (sqlclaims.toolkit.example.org)\n');
    expect(two).toContain('What it uses: SQLClaim (sqlclaims.toolkit.example.org)\n');
  });

  it('shows what it is found by, if that says something', () => {
    const found = (triggers: string[]) => textOf(loaded({ candidate: aCandidate({ triggers }) }));

    expect(found(['whatever', 'public services'])).toContain('Words: public services\n');
    expect(found(['whatever'])).not.toContain('Words:');
    expect(found([])).not.toContain('Words:');
  });

  it('offers what can be done with it', () => {
    expect(labels(loaded())).toEqual(['Accept', 'Edit', 'Reject']);
    expect(labels(loaded({ targets: [CANDIDATE_TARGET] }))).toContain('Merge into…');
    expect(buttons(loaded())[0]).toMatchObject({ label: 'Accept', style: 'primary' });
  });

  it('asks to complete it first where something is missing', () => {
    const incomplete = loaded({ candidate: aCandidate({ resources: [] }) });

    expect(buttons(incomplete)[0]).toMatchObject({ label: 'Edit', style: 'primary' });
    expect(labels(incomplete)).not.toContain('Accept');
    expect(textOf(incomplete)).toContain('No resource of this cluster was named.');
  });

  it('asks to merge it where nearly the same is known', () => {
    const [first, second] = buttons(loaded({ targets: [near] }));

    expect(first).toMatchObject({ label: 'Merge into Public networking', style: 'primary' });
    expect(second).toMatchObject({ label: 'Accept as its own' });
    expect(textOf(loaded({ targets: [near] }))).toContain('says nearly the same. Both have');
  });

  it('shows words that look like commands and markup as they were said', () => {
    const title = '/dotai patterns delete all <!channel>';
    const { elements } = card(loaded({ candidate: aCandidate({ title }) }));

    expect(JSON.stringify(elements)).not.toContain('"group"');
    expect(card(loaded({ candidate: aCandidate({ title }) })).title).toBe(`Pattern: ${title}`);
  });
});

it('says of a policy that nothing is enforced by making one of it', () => {
  const shown = loaded({ candidate: policy });

  expect(buttons(shown)[0]).toMatchObject({ label: 'Make it a policy', style: 'primary' });
  expect(labels(shown)).not.toContain('Edit');
  expect(textOf(shown)).toContain('It guides and enforces nothing');
});

it('is called by its id while nobody could read it', () => {
  expect(card().title).toBe('Candidate cand-0123456789ab');
  expect(card(failed({ type: 'load-candidate' })).title).toBe('Candidate cand-0123456789ab');
  expect(card(loaded(), changed, gone).title).toBe('Candidate cand-0123456789ab');
});

describe('after the decision', () => {
  it.each<[string, readonly CandidateEvent[], string, string[]]>([
    [
      'accepted',
      [granted('accept'), settled('pat-1')],
      'It is a pattern now. By @UCLEO',
      ['Show the pattern'],
    ],
    ['rejected', [granted('reject', { reason: 'Old.' }), settled()], 'Because: Old.', []],
    [
      'merged into a candidate',
      [granted('merge', { intoId: CANDIDATE_TARGET.id }), settled(CANDIDATE_TARGET.id)],
      'Merged into “Gateways in AWS”.',
      ['Review that one'],
    ],
    ['with a wizard', [granted('edit')], '@UCLEO has it', []],
    [
      'made by a wizard',
      [granted('edit'), wizardEnded('pat-1')],
      'By @UCLEO',
      ['Show the pattern'],
    ],
    ['left', [left], 'stays in the queue', ['Review it']],
    ['expired', [expired], 'stays in the queue', ['Review it']],
    ['withdrawn', [changed, gone], 'What it was read from is gone', []],
    [
      'failed',
      [failed({ type: 'load-candidate' })],
      'The records are not answering.',
      ['Try again'],
    ],
  ])('%s, it says so, and its other buttons are gone', (_how, events, words, shown) => {
    const all = [loaded({ targets: [CANDIDATE_TARGET] }), ...events];

    expect(textOf(...all)).toContain(words);
    expect(labels(...all)).toEqual(shown);
  });

  it('says who decided elsewhere, and when', () => {
    const candidate = aCandidate({
      status: 'rejected',
      decidedBy: 'slack:T1:UDREW',
      decidedAt: AT,
      reason: 'Old.',
    });

    expect(textOf(loaded({ candidate }))).toMatch(/Rejected\..* By @UDREW, 2026-11-02 09:00 UTC/u);
  });
});
