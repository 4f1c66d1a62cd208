import { expect, it } from 'vitest';
import { aModelCall } from '../../../test/builders.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { createFakeModelLedger } from '../../../test/fakes/model-ledger.ts';
import { Failure } from '../../domain/failure.ts';
import { createLoggedLedger } from './logged-ledger.ts';

it('records as the ledger does', async () => {
  const [inner, logger] = [createFakeModelLedger(), createFakeLogger()];
  const ledger = createLoggedLedger(inner, logger);
  await ledger.record(aModelCall());

  expect(await ledger.spent({ since: '' })).toBe(1_200);
  expect(inner.calls).toEqual([aModelCall()]);
  expect(logger.entries).toEqual([]);
});

it('lets an answer pass whose cost cannot be written, and logs the cost', async () => {
  const full = new Failure('unavailable', 'The disk is full.');
  const logger = createFakeLogger();
  const ledger = createLoggedLedger(
    { ...createFakeModelLedger(), record: () => Promise.reject(full) },
    logger,
  );
  await ledger.record(aModelCall());

  expect(logger.entries).toEqual([
    {
      level: 'error',
      message: 'model call could not be recorded',
      fields: { ...aModelCall(), error: full },
    },
  ]);
});
