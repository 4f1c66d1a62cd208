import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Dispatch } from './dispatch.ts';
import type { WorkflowRegistry } from './registry.ts';
import type { Sender } from './sender.ts';
import type { PlatformOf } from './telling.ts';
import type { Working } from './working.ts';

/** What performing an effect needs. */
export interface PerformParts {
  readonly store: RecordStore;
  readonly deliveries: DeliveryStore;
  readonly registry: WorkflowRegistry;
  readonly dispatch: Dispatch;
  readonly sender: Sender;
  readonly platformOf: PlatformOf;
  readonly working: Working;
  readonly clock: Clock;
  readonly logger: Logger;
}
