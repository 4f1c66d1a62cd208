import { describe, expect, it } from 'vitest';
import { withoutSayings, withoutValues } from './sayings.ts';

describe('withoutSayings', () => {
  it.each([
    ['our shop needs a queue', 'a queue'],
    ['my checkout service has to publish its events', 'publish its events'],
    ['allow the auditors to see our secrets', 'permission to access our secrets'],
    ['grant the build robot the right to list jobs', 'permission to list jobs'],
    ['send 5 % of the requests to the new version', 'send split traffic to the new version'],
    ["a Let's Encrypt certificate", 'a  certificate'],
    ['una base de datos', 'una database'],
    ['each of our pods', 'pods'],
  ])('says %j in other words', (text, meant) => {
    expect(withoutSayings(text)).toBe(meant);
  });

  it('takes a promise about drained nodes for a disruption budget', () => {
    const text = 'two replicas must stay up when nodes are upgraded';

    expect(withoutSayings(text)).toBe(`a disruption budget for ${text}`);
    expect(withoutSayings('a job that drains nodes')).toBe('a job that drains nodes');
  });

  it.each(['let users upload pictures', 'my app must be public', 'our database has to be fast'])(
    'leaves %j as it is',
    (text) => {
      expect(withoutSayings(text)).toBe(text);
    },
  );
});

describe('withoutValues', () => {
  it.each([
    ['an app from image quay.io/team/app:1.2', 'an app'],
    ['an app, image nginx:1.27, on two nodes', 'an app, , on two nodes'],
    ['deploy https://git.example.org/team/app.git here', 'deploy here'],
    ['a bucket in region us-east-2', 'a bucket'],
    ['a record for mail.example.org', 'a record for'],
    ['an app at shop.example.org', 'an app at shop.example.org'],
  ])('leaves what is no word out of %j', (text, rest) => {
    expect(withoutValues(text).replaceAll(/ +/gu, ' ').trim()).toBe(rest);
  });
});
