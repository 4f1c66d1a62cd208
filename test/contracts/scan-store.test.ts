import { describe } from 'vitest';
import { createFakeScanStore } from '../fakes/scan-store.ts';
import { scanStoreContract } from './scan-store.ts';

describe('scan store in memory', () => {
  scanStoreContract(async (clock) => createFakeScanStore(clock));
});
