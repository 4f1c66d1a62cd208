import { describe, expect, it } from 'vitest';
import { parseTypedReply } from './typed-reply.ts';

const required = [
  { number: 1, id: 'name', label: 'Name', options: [] },
  { number: 2, id: 'namespace', label: 'Namespace', options: ['a-team', 'b-team'] },
  { number: 3, id: 'size', label: 'Size', options: ['small', 'medium', 'large'] },
  { number: 4, id: 'region', label: 'Region', options: [] },
];
const others = [
  { number: 1, id: 'databases', label: 'Databases', options: [] },
  { number: 2, id: 'version', label: 'PostgreSQL version', options: [] },
  { number: 3, id: 'secrets', label: 'Secret management', options: ['yes', 'no'] },
  { number: 7, id: 'schemas', label: 'Schema definitions', options: [] },
];

function reply(text: string, questions: typeof required = required) {
  return parseTypedReply(text, { questions });
}

function answersOf(text: string, questions: typeof required = required) {
  const read = reply(text, questions);
  if (read.type !== 'answers') return read.type;
  return Object.fromEntries(read.answers.map(({ questionId, raw }) => [questionId, raw]));
}

describe('numbered answers', () => {
  it('reads the article’s first reply', () => {
    expect(answersOf('1. my-db, 2. a-team, 3. small, 4. us-east-1')).toEqual({
      name: 'my-db',
      namespace: 'a-team',
      size: 'small',
      region: 'us-east-1',
    });
  });

  it('leaves commas inside a value alone', () => {
    expect(answersOf('1. db-01, db-02; 2. 15; 3. No', others)).toEqual({
      databases: 'db-01, db-02',
      version: '15',
      secrets: 'No',
    });
  });

  it('reads lines, brackets and colons, and keeps the lines of a long value', () => {
    expect(answersOf('1) my-db\n2: a-team\n#3 = large')).toEqual({
      name: 'my-db',
      namespace: 'a-team',
      size: 'large',
    });
    expect(answersOf('7. CREATE TABLE a (\n  id INT\n);\nCREATE TABLE b ();', others)).toEqual({
      schemas: 'CREATE TABLE a (\n  id INT\n);\nCREATE TABLE b ();',
    });
  });

  it('takes code out of its fence and looks for no numbers in it', () => {
    expect(answersOf('2. 15\n7. ```sql\n-- 1. users\nSELECT 1;\n```', others)).toEqual({
      version: '15',
      schemas: '-- 1. users\nSELECT 1;',
    });
  });

  it('does not take a version or an address for a marker', () => {
    expect(answersOf('2. 15.2 3. no', others)).toEqual({ version: '15.2', secrets: 'no' });
    expect(answersOf('4. 10.0.0.1')).toEqual({ region: '10.0.0.1' });
  });

  it('reads "none" as no value, unless it is an option', () => {
    expect(answersOf('1. my-db 4. N/A')).toEqual({ name: 'my-db', region: '' });
    const question = { number: 1, id: 'policy', label: 'Policy', options: ['none', 'all'] };
    expect(answersOf('1. none', [question])).toEqual({ policy: 'none' });
  });

  it('ignores numbers that no question has, and lists that begin elsewhere', () => {
    expect(reply('9. something')).toEqual({ type: 'none' });
    expect(reply('I have two points: 1. lunch 2. dinner')).toEqual({ type: 'none' });
  });
});

describe('named answers', () => {
  it('reads labels, in any case and order', () => {
    expect(answersOf('namespace = a-team, Name: my-db')).toEqual({
      name: 'my-db',
      namespace: 'a-team',
    });
    expect(answersOf('version: 15\nsecret management: no', others)).toEqual({
      version: '15',
      secrets: 'no',
    });
  });

  it.each(['skip', 'Back', 'cancel', 'apply', 'done', 'start over'])(
    'reads %s as what it says, though something in the cluster is called so',
    (said) => {
      const named = [{ number: 2, id: 'namespace', label: 'Namespace', options: [said] }];

      expect(parseTypedReply(said, { questions: named })).toMatchObject({ type: 'control' });
      expect(parseTypedReply(`namespace: ${said}`, { questions: named })).toMatchObject({
        answers: [{ questionId: 'namespace', raw: said }],
      });
    },
  );

  it('reads an option that only one question has', () => {
    expect(answersOf('Medium')).toEqual({ size: 'medium' });
    const twice = [...required, { number: 5, id: 'backup', label: 'Backup', options: ['small'] }];
    expect(reply('small', twice)).toEqual({ type: 'none' });
  });
});

describe('writing', () => {
  it('reads the wish to have a value written', () => {
    expect(reply('7. Write a sample schema for me.', others)).toEqual({
      type: 'write',
      questionId: 'schemas',
    });
    expect(reply('write a sample schema for me', others)).toMatchObject({ questionId: 'schemas' });
    expect(reply('please write it for me', others)).toEqual({
      type: 'write',
      questionId: undefined,
    });
    expect(reply('generate 7 for me', others)).toMatchObject({ questionId: 'schemas' });
  });

  it('reads it beside answers', () => {
    expect(reply('2. 15, 7. write a sample for me', others)).toEqual({
      type: 'answers',
      answers: [{ questionId: 'version', raw: '15' }],
      writes: ['schemas'],
    });
  });
});

describe('controls and choices', () => {
  it.each([
    ['skip', 'skip'],
    ['Skip it, please', 'skip'],
    ['N/A', 'not-applicable'],
    ['all', 'all'],
    ['go back', 'back'],
    ['Cancel!', 'cancel'],
    ['show the YAML', 'show-yaml'],
    ['start over', 'restart'],
    ['Deploy them', 'deploy'],
    ['that’s all', 'done'],
  ])('reads %j as %s', (text, control) => {
    expect(reply(text)).toEqual({ type: 'control', control });
  });

  it('reads a bare no as "nothing more" only where nothing is asked', () => {
    expect(reply('no', [])).toEqual({ type: 'control', control: 'not-applicable' });
    expect(reply('no')).toEqual({ type: 'none' });
  });

  it.each([
    ['1', 1],
    ['2.', 2],
    ['option 3', 3],
    ['the second one', 2],
    ["I'll take the first", 1],
    ['let’s go with number 4', 4],
  ])('reads %j as the choice of %i', (text, number) => {
    expect(reply(text, [])).toEqual({ type: 'choose', number });
  });

  it.each([
    'thanks, looks good',
    'shall we go for lunch at 12?',
    'the first time we did that it broke',
    'we should cancel the meeting',
    'I can write that for you tomorrow',
    'name it whatever you like',
    'skip the standup today, I am ill',
    '',
  ])('stays silent at %j', (text) => {
    expect(reply(text)).toEqual({ type: 'none' });
  });
});
