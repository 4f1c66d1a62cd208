import { readAudit } from '../../src/compose/kept-records.ts';
import type { World } from '../world.ts';
import type { WatchedClaude } from './watched-claude.ts';

/** Everything that leaves the bot, by where it goes, as text. */
export async function everythingThatLeft(
  world: World,
  claude: WatchedClaude,
): Promise<Readonly<Record<string, string>>> {
  const { slack, log, config } = world;
  const called = (fits: (method: string) => boolean): string =>
    slack.calls
      .filter(({ method }) => fits(method))
      .map(({ parameters }) => JSON.stringify(parameters))
      .join('\n');
  return {
    prompts: claude.server.requests.map(({ body }) => JSON.stringify(body)).join('\n'),
    cards: called((method) => method.startsWith('chat.')),
    views: called((method) => method.startsWith('views.')),
    others: called((method) => !/^(?:chat|views)\./u.test(method)),
    files: slack
      .files()
      .map(({ name, title, text }) => [name, title, text].join('\n'))
      .join('\n'),
    log: [...log.map((line) => JSON.stringify(line)), ...claude.log].join('\n'),
    audit: (await readAudit(config)).map((entry) => JSON.stringify(entry)).join('\n'),
  };
}

/** Which of the texts left, and where: `prompts: the intent`. */
export function leaks(
  left: Readonly<Record<string, string>>,
  planted: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(left).flatMap(([where, text]) =>
    Object.entries(planted).flatMap(([what, canary]) =>
      text.includes(canary) || text.includes(JSON.stringify(canary).slice(1, -1))
        ? [`${where}: ${what}`]
        : [],
    ),
  );
}
