/** Who follows a stream of the server. */
export interface SocketListener {
  /** A connection was made: what is told next is all that there is. */
  readonly opened: () => void;
  /** The data of one event. */
  readonly told: (data: string) => void;
  /** There is no connection, or none any more. Another one is tried for. */
  readonly lost: () => void;
  /** The server does not give the stream; `why` is its sentence. It is asked again all the same. */
  readonly refused: (why: string) => void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 2_000;
/** RFC 6455, 7.4.1: the server's way to say no. */
const POLICY_VIOLATION = 1_008;

/**
 * Follows a stream of the server over a WebSocket until the answer is called, however often the
 * connection breaks. It is made again after a growing delay, or at once where the person comes back to
 * the page or the machine to its network.
 */
export function followSocket(path: string, listener: SocketListener): () => void {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let delayMs = FIRST_DELAY_MS;

  function connect(): void {
    const current = new WebSocket(`ws://${window.location.host}${path}`);
    socket = current;
    listenTo(current, {
      isOver: () => socket !== current,
      opened() {
        delayMs = FIRST_DELAY_MS;
        listener.opened();
      },
      told: listener.told,
      closed: ({ code, reason }) => {
        socket = undefined;
        timer = window.setTimeout(connect, delayMs);
        delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
        if (code === POLICY_VIOLATION) listener.refused(reason);
        else listener.lost();
      },
    });
  }
  function connectNow(): void {
    if (socket) return;
    window.clearTimeout(timer);
    delayMs = FIRST_DELAY_MS;
    connect();
  }

  connect();
  const forget = onReturn(connectNow);
  return () => {
    forget();
    window.clearTimeout(timer);
    const last = socket;
    socket = undefined;
    last?.close();
  };
}

interface Connection {
  readonly isOver: () => boolean;
  readonly opened: () => void;
  readonly told: (data: string) => void;
  readonly closed: (event: CloseEvent) => void;
}

/** A connection counts as made with its first event: what is refused is opened and closed. */
function listenTo(socket: WebSocket, { isOver, opened, told, closed }: Connection): void {
  let isFirst = true;
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (isOver()) return;
    if (isFirst) opened();
    isFirst = false;
    told(data);
  });
  socket.addEventListener('close', (event) => {
    if (!isOver()) closed(event);
  });
}

/** The page is seen again, or the machine is back in its network. */
function onReturn(returned: () => void): () => void {
  function seen(): void {
    if (document.visibilityState === 'visible') returned();
  }
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', returned);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('online', returned);
  };
}
