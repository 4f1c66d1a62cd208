import type { OpenLabel } from './open-requirements.ts';
import type { ReplyLabel } from './replies.ts';

/** Held out: no rule is made for these (docs/eval.md). Replies to the form in `replies.ts`. */
export const UNSEEN_REPLIES: readonly ReplyLabel[] = [
  { text: 'lrge pls', answers: { size: 'large' } },
  {
    text: 'orders-prod / b-team / medium',
    answers: { name: 'orders-prod', namespace: 'b-team', size: 'medium' },
  },
  {
    text: 'no internet access please, and the middle size',
    answers: { 'publicly-accessible': false, size: 'medium' },
  },
  { text: 'as small as it gets', answers: { size: 'small' } },
  {
    text: 'put it where the b-team has its things; we run 16 already and want to stay on that version',
    answers: { namespace: 'b-team', version: '16' },
  },
  { text: 'let us begin with one replica, we can grow later', answers: { replicas: 1 } },
  { text: 'not default, b-team', answers: { namespace: 'b-team' } },
  { text: 'dbs: crm, billing, audit', answers: { databases: ['crm', 'billing', 'audit'] } },
  {
    text: 'fünf Replikate in eu-north-1, nicht öffentlich',
    answers: { replicas: 5, region: 'eu-north-1', 'publicly-accessible': false },
  },
  {
    text: 'appelle-la factures, dans default',
    answers: { name: 'factures', namespace: 'default' },
  },
  { text: 'who picked medium last time, and why?', answers: {} },
  { text: 'hold on, I am in a meeting until 15', answers: {} },
];

/** Held out as well. Requirements for the database in `open-requirements.ts`. */
export const UNSEEN_REQUIREMENTS: readonly OpenLabel[] = [
  { text: 'a fortnight of backups', set: { backupRetentionPeriod: 14 } },
  { text: 'no more than 250 clients connected at once', set: { maxConnections: 250 } },
  { text: 'half a tebibyte of disk', set: { allocatedStorage: 512 } },
  { text: 'premium, and a standby in a second zone', set: { tier: 'premium', multiAz: true } },
  { text: 'backups between 02:00 and 03:00', set: { backupWindow: '02:00-03:00' } },
  {
    text: 'do not encrypt it, it holds nothing but test data',
    set: { storageEncrypted: false },
  },
  { text: '200 GiB Speicher und Version 16', set: { allocatedStorage: 200, engineVersion: '16' } },
  { text: 'it should cost less than 100 euros a month', set: {}, unmet: ['100 euros'] },
  {
    text: 'one day of backups is enough, and it must speak Klingon',
    set: { backupRetentionPeriod: 1 },
    unmet: ['Klingon'],
  },
  { text: 'nothing else, ship it', set: {} },
];
