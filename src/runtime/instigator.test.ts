import { expect, it } from 'vitest';
import { aButtonPress, anActor, aPlace } from '../../test/builders.ts';
import { instigatorOf, marked, unmarked } from './instigator.ts';

const ben = anActor('UBEN');
const channel = aPlace();
const head = { ...channel, thread: '1.1' };
const given = { sessionId: 's', action: { name: 'accept' }, actor: ben, place: head };
const press = aButtonPress({ ...given, isOnHead: true });

it('is carried along by what comes of an act, and taken off again', () => {
  const effect = { type: 'check-curator', actor: ben };
  const stored = marked(effect, instigatorOf(press));

  expect(unmarked(stored)).toEqual({
    body: effect,
    instigator: { actor: ben, place: channel },
  });
  expect(unmarked(marked(effect, undefined))).toEqual({ body: effect });
});

it('hears where they acted what names no place, and nobody else does', () => {
  const word = { type: 'tell', to: ben, line: ['no'] };
  const seen = instigatorOf(aButtonPress(given));

  expect(marked(word, seen)).toMatchObject({ place: head });
  expect(marked({ ...word, place: channel }, seen)).not.toHaveProperty('place.thread');
  expect(marked({ ...word, to: anActor('UCLEO') }, seen)).not.toHaveProperty('place');
});
