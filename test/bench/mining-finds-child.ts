import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCandidateBook } from '../../src/activities/mining/candidate-book.ts';
import { keepFinds } from '../../src/activities/mining/keep-finds.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import { evidenceUnder } from '../../src/domain/mining/assemble-candidates.ts';
import type { FoundCandidate } from '../../src/domain/mining/find.ts';
import { createFakePatternBook } from '../fakes/pattern-book.ts';
import { createFakePolicyBook } from '../fakes/policy-book.ts';
import { aCandidate, anEvidence, INTERNET_GATEWAY } from '../pattern-builders.ts';

const THINGS =
  'database queue cache bucket gateway cluster topic stream vault mesh cronjob domain certificate backup proxy volume'.split(
    ' ',
  );
const PURPOSES =
  'orders payments search billing login catalog invoices webhooks mail reports exports images audit sessions carts prices'.split(
    ' ',
  );

/** Finds of one page of a channel, and pages that are kept one after the other. */
const FINDS = 8;
const PAGES = 10;
const READ_AT = '2026-11-02T09:00:00.000Z';

/** A word that no other number has. */
function wordOf(at: number): string {
  const letters = Array.from(String(at), (digit) => 'bdfgklmprt'[Number(digit)] ?? '');
  return `q${letters.join('o')}`;
}

/** A pattern or a policy, as many share a thing or a purpose as in a large organisation. */
function found(name: string, at: number): FoundCandidate {
  const thing = THINGS[at % THINGS.length] ?? '';
  const purpose = PURPOSES[(at * 7 + Math.floor(at / 16)) % PURPOSES.length] ?? '';
  const id = `cand-${name}-${at}`;
  const group = `${thing}s.example.org`;
  const own =
    at % 2 === 0
      ? {
          type: 'pattern' as const,
          title: `${thing} for ${purpose}, number ${at}`,
          resources: [{ ...INTERNET_GATEWAY, group, kind: thing, plural: `${thing}s` }],
        }
      : {
          type: 'policy' as const,
          title: `Every ${thing} of ${purpose} is labelled ${wordOf(at)} ${wordOf(at + 7)} ${wordOf(at * 3)}`,
          resources: [],
        };
  const triggers = [thing, purpose, `${thing} ${purpose}`];
  const rationale = `Whoever needs a ${thing} for ${purpose} takes this one, because it is backed up.`;
  const candidate = aCandidate({ id, ...own, triggers, rationale });
  const message = `17000${at}.000100`;
  return { candidate, evidence: evidenceUnder(id, [anEvidence({ message })]) };
}

/** Keeps the finds of pages beside so many known candidates, and prints what a page takes. */
async function main(known: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-'));
  const database = openDatabase(join(folder, 'bench.db'));
  const parts = { database, lease: { check: () => undefined } };
  const taught = createSqliteTaughtRecords(parts);
  const candidates = createCandidateBook({ taught, evidence: createSqliteEvidenceStore(parts) });
  for (let at = 0; at < known; at += 1) {
    const { candidate, evidence } = found('known', at);
    await candidates.addEvidence(evidence);
    await candidates.save(candidate);
  }
  const dependencies = {
    candidates,
    patterns: createFakePatternBook(),
    policies: createFakePolicyBook(),
    store: { sessions: async () => [] },
  };
  const finder = { askedBy: 'slack:T1:U1', since: READ_AT, isRepeat: false, readAt: READ_AT };
  const { signal } = new AbortController();
  const pages: { readonly tookMs: number; readonly blockMs: number }[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const finds = Array.from({ length: FINDS }, (_, at) =>
      found(`page-${page}`, known + page * FINDS + at),
    );
    pages.push(await timedPage(() => keepFinds(dependencies, finds, { ...finder, signal })));
  }
  database.close();
  rmSync(folder, { recursive: true });
  console.log(JSON.stringify({ known, pages }));
}

/** How long it took, and the longest time in it that nobody else had a turn. */
async function timedPage(work: () => Promise<unknown>) {
  const startMs = performance.now();
  let [lastMs, blockMs, isOver] = [startMs, 0, false];
  function turn(): void {
    const nowMs = performance.now();
    blockMs = Math.max(blockMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isOver) setImmediate(turn);
  }
  setImmediate(turn);
  await work();
  const tookMs = performance.now() - startMs;
  isOver = true;
  turn();
  return { tookMs, blockMs };
}

await main(Number(process.argv[2]));
