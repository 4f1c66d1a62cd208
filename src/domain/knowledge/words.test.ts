import { describe, expect, it } from 'vitest';
import { stem, stemsOf, tellingWordsOf, wordsOf } from './words.ts';

describe('wordsOf', () => {
  it.each([
    ['RDSInstance', 'rds instance'],
    ['PostgreSQL and MySQL', 'postgresql and mysql'],
    ['HTTPRoute', 'http route'],
    ['two VPCs', 'two vpc'],
    ['clusterIPs', 'cluster ip'],
    ['MainRouteTableAssociations', 'main route table association'],
    ['s3 buckets, EC2 and IPv4', 's3 bucket ec2 and ipv4'],
    ['policies/ingresses_classes', 'policy ingress class'],
    ['UpCloud, VMware', 'upcloud vmware'],
  ])('splits %j into %j', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it.each(['kubernetes', 'dns', 'aws', 'redis', 'status', 'access', 'https', 'postgres', 'eks'])(
    'does not take %j for a plural',
    (word) => {
      expect(wordsOf(word)).toEqual([word]);
    },
  );

  it('finds no words in signs', () => {
    expect(wordsOf(' …!? "" ')).toEqual([]);
  });
});

describe('stem', () => {
  it.each([
    ['scale scaling scaled scaler'],
    ['expose exposed exposing'],
    ['schedule scheduled scheduler'],
    ['encrypt encryption encrypted'],
    ['replica replicas replication replicated'],
    ['deploy deployment deployed'],
    ['manage management managed'],
    ['secure security'],
    ['public publicly'],
    ['balance balancer balancing'],
    ['certificate certificates certification'],
  ])('is one for %s', (words) => {
    expect(new Set(words.split(' ').map((word) => stem(word))).size).toBe(1);
  });

  it.each([
    ['user', 'use'],
    ['service', 'server'],
    ['port', 'portal'],
    ['route', 'root'],
    ['table', 'tab'],
    ['version', 'verse'],
  ])('tells %s from %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('is the same for a word and for what wordsOf makes of it', () => {
    for (const text of ['Databases', 'policies', 'Autoscaling', 'InternetGateways']) {
      expect(stemsOf(text)).toEqual(wordsOf(text).map((word) => stem(word)));
    }
  });
});

describe('tellingWordsOf', () => {
  it('keeps what says what is needed, each word once', () => {
    expect(
      tellingWordsOf("I'd like a PostgreSQL database in AWS, please: our team's database!"),
    ).toEqual(['postgresql', 'database', 'aws']);
  });

  it('keeps nothing of a sentence that asks for nothing', () => {
    expect(tellingWordsOf('Hello, can you please help me?')).toEqual([]);
  });
});
