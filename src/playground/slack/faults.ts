/** What goes wrong with the next calls of one Web API method. */
export interface MethodFault {
  /** `chat.postMessage`; undefined for whatever is called next. */
  readonly method?: string;
  /** Answered instead, such as `internal_error`; `ratelimited` becomes a 429. */
  readonly error?: string;
  /** An HTTP status without a body, such as 503. */
  readonly status?: number;
  /** Never answers; the connection stays open until the client gives up. */
  readonly hang?: boolean;
  /** The call takes effect, then the connection breaks: the client cannot know. */
  readonly dropResponse?: boolean;
  /** Seconds, for `ratelimited`. */
  readonly retryAfter?: number;
  /** How many calls; once where it is not said. */
  readonly times?: number;
}

/** What goes wrong with the next deliveries to the app. */
export interface DeliveryFault {
  /** `message`, `app_mention`, `block_actions`, `/dotai`…; undefined for whatever comes next. */
  readonly type?: string;
  /** Delivered this often instead of once. */
  readonly copies?: number;
  /** Delivered this much later, in milliseconds. */
  readonly delayMs?: number;
  /** Not delivered at all, as if the network had swallowed it. */
  readonly lose?: boolean;
  readonly times?: number;
}

export interface Faults {
  next(fault: MethodFault): void;
  nextDelivery(fault: DeliveryFault): void;
  clear(): void;
}

/** The other side of `Faults`: who is about to act asks what is to go wrong. */
export interface FaultPlan extends Faults {
  takeForMethod(method: string): MethodFault | undefined;
  takeForDelivery(type: string): DeliveryFault | undefined;
}

export function createFaultPlan(): FaultPlan {
  const methods = createQueue<MethodFault>();
  const deliveries = createQueue<DeliveryFault>();
  return {
    next: (fault) => methods.add(fault),
    nextDelivery: (fault) => deliveries.add(fault),
    clear() {
      methods.clear();
      deliveries.clear();
    },
    takeForMethod: (method) =>
      methods.take((fault) => fault.method === undefined || fault.method === method),
    takeForDelivery: (type) =>
      deliveries.take((fault) => fault.type === undefined || fault.type === type),
  };
}

function createQueue<Fault extends { readonly times?: number }>() {
  let waiting: { readonly fault: Fault; readonly left: number }[] = [];
  return {
    add(fault: Fault): void {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear(): void {
      waiting = [];
    },
    take(fits: (fault: Fault) => boolean): Fault | undefined {
      const found = waiting.find(({ fault }) => fits(fault));
      if (!found) return undefined;
      waiting = waiting.flatMap((entry) => {
        if (entry !== found) return [entry];
        return entry.left > 1 ? [{ ...entry, left: entry.left - 1 }] : [];
      });
      return found.fault;
    },
  };
}
