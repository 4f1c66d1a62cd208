import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { startWorld, type World } from '../world.ts';
import { ANSWERS, atQuestions, INTENT } from './at-the-wire.ts';
import { everythingThatLeft, leaks } from './everything-shown.ts';
import { startWatchedClaude, type WatchedClaude } from './watched-claude.ts';

let world: World;
let claude: WatchedClaude;

beforeAll(async () => {
  claude = await startWatchedClaude();
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    watchModel: claude.watchModel,
  });
});

afterAll(async () => {
  await world.close();
  await claude.close();
});

describe('a secret in ordinary words', () => {
  const SAID: Readonly<Record<string, (secret: string) => string>> = {
    'hunter2-Zq81mmX': (secret) =>
      `use the password ${secret} for admin and keep 30 days of backups`,
    S3cr3tPassw0rd: (secret) => `password ${secret}`,
    'S3cr3t!Pass99': (secret) => `my password ${secret}`,
    letmeinplease: (secret) => `DB_PASSWORD=${secret}`,
    abc123: (secret) => `pw=${secret}`,
    geheim123: (secret) => `Passwort: ${secret}`,
    soleil42: (secret) => `le mot de passe est ${secret}`,
    gato1234: (secret) => `la contraseña es ${secret}`,
    '1234567890abcdef': (secret) => `api key ${secret}`,
    S3cr3t99: (secret) => `mysql -uroot -p${secret}`,
    geheimwort: (secret) => `tool --password ${secret} --now`,
  };

  it.each(Object.entries(SAID))('%s leaves by no way', async (secret, said) => {
    const talk = await atQuestions(world, { intent: `${INTENT}, ${said(secret)}` });
    await talk.say(`by the way, ${said(secret)}`);
    await talk.say(ANSWERS.replace('my-db', `db-${secret.length}`));
    for (const skip of ['skip', 'skip']) await talk.say(skip);
    await talk.say(`keep it small, ${said(secret)}`);

    const left = await everythingThatLeft(world, claude);
    expect(leaks(left, { secret })).toEqual([]);
    expect(talk.text()).toContain(said('[hidden]'));
    for (const task of ['assemble-solutions', 'interpret-reply', 'apply-open-requirements']) {
      expect(claude.prompts(task).join('\n')).toContain(said('⟨secret-1⟩'));
    }
  });
});
