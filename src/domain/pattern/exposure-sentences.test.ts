import { describe, expect, it } from 'vitest';
import { exposureOfPattern, exposureOfRequest } from './exposure.ts';

/** As people explain to each other what a thing is for. */
const PUBLIC = [
  'Whatever is public in AWS always gets an InternetGateway together with a RouteTable, otherwise nobody reaches it from the internet.',
  'Public services need a gateway: without it nobody gets in from outside.',
  'It needs a route so that it is not unreachable from the internet.',
  'Without the gateway nobody gets in from outside.',
  'We add a gateway, or nobody gets in from outside.',
  'If the gateway is missing, it is not reachable from the internet.',
  'Nothing is reachable from the internet unless it has an Ingress.',
  'AWS public services. The gateway is there to connect a private network with the internet.',
  'Public services also need a route table.',
  'In AWS, public services get a gateway. The databases behind it stay private.',
  'Use it whenever something must be accessible from the internet.',
  'Public services cannot be reached from the internet without it.',
  'Use it for public APIs, not for internal ones.',
  'Alles, was öffentlich ist, braucht ein Gateway, sonst kommt niemand von außen rein.',
  'Ohne das Gateway ist es aus dem Internet nicht erreichbar.',
  'Für Dienste, die von außen erreichbar sein sollen.',
  'Damit es nicht vom Internet unerreichbar ist.',
  'Los servicios públicos necesitan una puerta de enlace, si no nadie llega desde internet.',
  'Sin ella nadie entra desde fuera.',
  'Para lo que debe ser accesible desde internet.',
  'Les services publics ont besoin d’une passerelle, sinon personne n’y accède depuis l’internet.',
  'Sans elle, personne n’arrive de l’extérieur.',
  'Pour tout ce qui est accessible depuis internet.',
];
const PRIVATE = [
  'Databases get a NetworkPolicy, otherwise anybody reaches them from the internet.',
  'Internal services get a NetworkPolicy, so that nobody reaches them from the internet.',
  'Without it the database is reachable from outside.',
  'Public access is not allowed.',
  'Nobody from outside may get in.',
  'Use it for services that must not be publicly accessible.',
  'Goes with every database without public access.',
  'Private databases. Without a policy they would be open to the internet.',
  'Für Datenbanken, die von außen nicht erreichbar sein dürfen.',
  'Das ist öffentlich nicht erreichbar.',
  'Nur intern erreichbar, sonst käme jeder aus dem Internet an die Daten.',
  'Para bases de datos que no son accesibles desde internet.',
  'Nadie debe llegar a ella desde internet.',
  'Pour ce qui n’est pas accessible depuis internet.',
  'It blocks public access.',
  'It protects databases from the internet.',
  'Use it for internal APIs, not for public ones.',
  'Personne ne doit y accéder depuis l’extérieur.',
];
const NEITHER = [
  'The gateway is there to connect a private network with the internet.',
  'Public services get a gateway, private ones a NetworkPolicy.',
  'Public services get a gateway. Private ones get a NetworkPolicy.',
  'Works for internal as well as for public services.',
  'The chart is in our public registry.',
  'It lets pods reach out to the internet.',
  'Without backups nobody gets the data back.',
  'Es läuft in jeder Public Cloud.',
  'Cada equipo recibe una base de datos con copias de seguridad.',
  'Chaque équipe obtient une base de données avec des sauvegardes.',
  'Es ist öffentlich oder privat, wie man will.',
];

describe('a pattern is', () => {
  it.each(PUBLIC)('for what is reached from outside: %s', (text) => {
    expect(exposureOfPattern(text)).toBe('public');
  });

  it.each(PRIVATE)('for what is kept from outside: %s', (text) => {
    expect(exposureOfPattern(text)).toBe('private');
  });

  it.each(NEITHER)('for either: %s', (text) => {
    expect(exposureOfPattern(text)).toBeUndefined();
  });
});

describe('a request', () => {
  it.each([
    'a shop with a gateway, otherwise nobody reaches it from the internet',
    'it should not be unreachable from the internet',
    'eine Datenbank, sonst kommt niemand von außen rein',
  ])('wants it by what would be missing: %s', (said) => {
    expect(exposureOfRequest(said)).toEqual({ isPublic: true, isPrivate: false });
  });

  it.each([
    'eine Datenbank, die von außen nicht erreichbar ist',
    'a database that is unreachable from the internet',
    'public access is forbidden',
  ])('refuses it wherever the denial stands: %s', (said) => {
    expect(exposureOfRequest(said)).toEqual({ isPublic: false, isPrivate: true });
  });
});
