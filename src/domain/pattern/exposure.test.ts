import { describe, expect, it } from 'vitest';
import { exposureOfPattern, exposureOfRequest } from './exposure.ts';

const PUBLIC = { isPublic: true, isPrivate: false };
const PRIVATE = { isPublic: false, isPrivate: true };
const NOTHING = { isPublic: false, isPrivate: false };

describe('what a request says of being reached from outside', () => {
  it.each([
    'It should be managed PostgreSQL DB in AWS (RDS), and it should be publicly accessible.',
    'create managed PostgreSQL RDS database in AWS with schema management and public accessibility',
    'a public web application',
    'an API that is reachable from the internet',
    'an internet-facing load balancer',
    'expose it to the outside world',
    'should be public',
    'not only public, but fast as well',
    'a non-critical public site',
    'without backups and reachable from the internet',
    'eine öffentlich erreichbare Datenbank',
    'muss von außen erreichbar sein',
    'una base de datos pública',
    'accesible desde internet',
    'une base de données publique',
    'accessible depuis l’internet',
    'private at first\nNo, make it public',
    'a database\nShould it be reachable from outside? Yes',
    'public access: yes',
    'a database. External.',
    'a database. From the internet',
  ])('"%s" wants it', (said) => {
    expect(exposureOfRequest(said).isPublic).toBe(true);
  });

  it.each([
    'a PostgreSQL database that is not public',
    'a database without public access',
    'it must not be reachable from the internet',
    'outsiders must never see it',
    'the internet must never reach it',
    'internal only',
    'a private database',
    'an internal API',
    'only reachable from inside',
    'nicht öffentlich erreichbar',
    'nur intern erreichbar',
    'una base de datos privada',
    'no debe ser pública',
    'pas publique',
    'a public database\nNo, it must not be public',
    'a database\nShould it be reachable from the internet? No, thanks',
    'Publicly accessible: no',
    'a database. Internal.',
    'Public access?\nnein',
  ])('"%s" refuses it', (said) => {
    expect(exposureOfRequest(said)).toEqual(PRIVATE);
  });

  it.each([
    'a PostgreSQL database in AWS',
    'a database in a public cloud',
    'add a public key to it',
    'tables in the public schema',
    'with a private key',
    'not private',
    'store private data in it',
    'whether it is public is not decided',
    'is it public?',
    'a database for an internal tool',
    'it needs outbound access to the internet',
    'reachable from outside the namespace',
    '🙂🙂',
    '',
  ])('"%s" says nothing', (said) => {
    expect(exposureOfRequest(said)).toEqual(NOTHING);
  });

  it('keeps both where one part is open and another is not', () => {
    const said = 'The website is public, the database stays private.';

    expect(exposureOfRequest(said)).toEqual({ isPublic: true, isPrivate: true });
    expect(exposureOfRequest('public')).toEqual(PUBLIC);
  });
});

describe('what a pattern says of being reached from outside', () => {
  it.each([
    ['Whatever is public in AWS needs an internet gateway.', 'public'],
    ['Use it if the service is exposed to the internet.', 'public'],
    ['Für alles, was öffentlich erreichbar ist.', 'public'],
    ['For services that must never be reachable from outside.', 'private'],
    ['Databases stay private behind it.', 'private'],
    ['Internal services get a NetworkPolicy.', 'private'],
  ])('"%s" is for what is %s', (text, exposure) => {
    expect(exposureOfPattern(text)).toBe(exposure);
  });

  it.each([
    'Our internal developer platform offers it.',
    'Use it for databases. Public ones are fine, too.',
    'It works in every public cloud.',
    'Works for public and for private services.',
    'It lets private things reach outbound to the internet.',
    'Teams get a database with credentials.',
  ])('"%s" says nothing', (text) => {
    expect(exposureOfPattern(text)).toBeUndefined();
  });
});
