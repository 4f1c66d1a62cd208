import { Actor } from '../chat/actor.ts';
import { person, type Span } from '../chat/text.ts';

/** A chat account's key as a person; what is written otherwise stays as it is. */
export function accountOf(key: string): Span {
  const [platform, workspace, id] = key.split(':');
  const { data } = Actor.safeParse({ platform, workspace, id });
  return data ? person(data) : key;
}
