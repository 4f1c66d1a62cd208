import { describe, expect, it } from 'vitest';
import { flagInText } from './hints-flags.ts';

describe('what is said of a switch', () => {
  it.each([
    ['the database must not be reachable from outside', 'spec.publiclyAccessible', false],
    ['outsiders must never see it', 'spec.publiclyAccessible', false],
    ['nicht öffentlich erreichbar', 'spec.publiclyAccessible', false],
    ['only reachable from inside', 'spec.publiclyAccessible', false],
    ['it should be public', 'spec.publiclyAccessible', true],
    ['without backups and reachable from the internet', 'spec.publiclyAccessible', true],
    ['a private store', 'spec.blockPublicAcls', true],
    ['an internal balancer', 'spec.internal', true],
    ['protect it from accidental deletion', 'spec.deletionProtection', true],
    ['a server that nobody can remove by mistake', 'spec.deletionProtection', true],
    ['spread across three availability zones', 'spec.multiAz', true],
    ['with a standby in another zone', 'spec.zoneRedundant', true],
    ['keep messages in the order in which they came', 'spec.fifoQueue', true],
    ['scales with traffic', 'spec.scaling.enabled', true],
    ['no autoscaling', 'spec.autoscaling.enabled', false],
    ['without monitoring', 'spec.monitoring.enabled', false],
    ['keep earlier versions of every file', 'spec.versioning', true],
    ['an encrypted disk', 'spec.storageEncrypted', true],
  ])('"%s" sets %s', (text, path, value) => {
    expect(flagInText(path, text)).toBe(value);
  });

  it.each([
    ['I do not care whether it is public', 'spec.publiclyAccessible'],
    ['is it public', 'spec.publiclyAccessible'],
    ['a server with a private key', 'spec.publiclyAccessible'],
    ['not private', 'spec.publiclyAccessible'],
    ['exposed to users', 'spec.publiclyAccessible'],
    ['reachable from outside the namespace', 'spec.publiclyAccessible'],
    ['partly private, partly reachable from the internet', 'spec.publiclyAccessible'],
    ['a bucket that is reachable from the internet', 'spec.blockPublicAcls'],
    ['backups must not be deleted', 'spec.deletionProtection'],
    ['it does not have to survive the loss of a zone', 'spec.multiAz'],
    ['two hosted zones', 'spec.multiAz'],
    ['in order to send mail', 'spec.fifoQueue'],
    ['a service for our shop', 'spec.service.enabled'],
    ['encrypted traffic', 'spec.storageEncrypted'],
    ['a queue', 'spec.fifoQueue'],
  ])('"%s" says nothing of %s', (text, path) => {
    expect(flagInText(path, text)).toBeUndefined();
  });
});
