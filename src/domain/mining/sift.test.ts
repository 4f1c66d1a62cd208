import { expect, it } from 'vitest';
import { conversationsOf } from './segment.ts';
import { isWorthALook } from './sift.ts';
import { miningVocabulary } from './vocabulary.ts';

function kind(name: string, group: string, plural: string, tags: readonly string[] = []) {
  return { kind: { kind: name, group, plural }, tags, providers: [] };
}

const VOCABULARY = miningVocabulary([
  kind('Deployment', 'apps', 'deployments', ['workload']),
  kind('NetworkPolicy', 'networking.k8s.io', 'networkpolicies', ['firewall']),
  kind('PodDisruptionBudget', 'policy', 'poddisruptionbudgets'),
  kind('Shop', 'shops.example.org', 'shops', ['point of sale']),
  kind('LoyaltyProgram', 'shops.example.org', 'loyaltyprograms'),
]);

/** Lines are messages of two people in turn. */
function talk(text: string) {
  const messages = text.split(' / ').map((said, index) => ({
    id: String(index),
    at: new Date(Date.UTC(2026, 10, 2, 9, index)).toISOString(),
    author: `U${index % 2}`,
    isBot: false,
    text: said,
    replyCount: 0,
    files: [],
  }));
  const [conversation] = conversationsOf(messages, {
    platform: 'slack',
    workspace: 'T1',
    channel: 'C1',
  });
  return conversation ?? { utterances: [] };
}

it.each([
  'How do we expose a database in AWS? / RDS needs its own VPC with an internet gateway, otherwise nobody reaches it.',
  'For public RDS we always create a VPC, three subnets, an internet gateway and a security group.',
  'Please never use RDS directly, use the SQL claim instead because it sets up backups.',
  'Databases in AWS should always run in us-east-1.',
  'All buckets must be encrypted.',
  'Every Deployment needs a PodDisruptionBudget',
  'is latest ok? / no. images must come from our registry and must never use the latest tag',
  'Our golden path for queues is SQS with a dead letter queue.',
  'we decided: redis only in the cluster, no ElastiCache, it was too expensive',
  'NetworkPolicy first. That way nothing is open by default. / agreed, default deny is our standard',
  'whoever creates a LoyaltyProgram must label it with its cost center',
  'RDS + VPC + internet gateway + security group = public database',
  'postgres was down all night / the drain killed both pods / lesson learned: every database must have a PodDisruptionBudget, otherwise a node drain takes all replicas',
  'wofür das VPC? / Öffentliche RDS-Datenbanken immer mit eigenem VPC und Internet-Gateway, sonst sind sie nicht erreichbar.',
  'Container-Images dürfen nicht von Docker Hub kommen, weil wir dort gedrosselt werden.',
  'Les bases de données doivent toujours être chiffrées.',
  'Nunca usamos S3 sin cifrado, porque lo exige la auditoría.',
  'Bancos de dados devem sempre ter réplica em outra região.',
  'I database devono stare sempre in eu-south-1, altrimenti il garante protesta.',
  'Databases moeten altijd in eu-west-1 draaien, omdat de AVG dat vraagt.',
  'All Deployments must have at least two replicas',
  'Jedes Deployment muss mindestens zwei Replikate haben',
  'Alles, was öffentlich ist, braucht ein InternetGateway',
  'Jede Datenbank braucht ein Backup',
  'Cada base de datos necesita una NetworkPolicy',
  'Chaque base de données a besoin d’une NetworkPolicy',
  'Toda base de dados precisa de uma NetworkPolicy e de réplica',
  'Ogni database deve avere una NetworkPolicy',
  'Elke database krijgt een NetworkPolicy',
  'Każda baza danych potrzebuje NetworkPolicy',
  'データベースは必ず暗号化してください。',
  'RDSは常にVPCと一緒に使います。',
  '数据库必须加密，因为审计要求。',
  '생산 데이터베이스는 반드시 암호화해야 합니다.',
  'Базы данных всегда должны быть в eu-west-1, потому что так требует закон.',
  'Бази даних завжди мають бути зашифровані, бо так вимагає аудит 🇺🇦',
  'قواعد البيانات يجب أن تكون دائما في eu-west-1',
  'מסדי נתונים חייבים תמיד הצפנה, כי כך דורש המבקר',
])('passes on what may be a lesson: %s', (text) => {
  expect(isWorthALook(talk(text), VOCABULARY)).toBe(true);
});

it.each([
  'good morning! / morning ☕',
  'lunch? / always! / where? / the usual place, we must try the new pizza',
  'thanks a lot for the quick fix on the postgres thing! / never mind, always happy to help',
  'Yesterday: RDS upgrade. Today: VPC peering. No blockers.',
  'deploying checkout v1.42.0 to production / done, all pods are healthy',
  'the checkout pod is in CrashLoopBackOff / looking into it / must be the new image / rolled back',
  'postgres always fails on mondays / lol / true',
  'postgres is down again / paged the on call / failed over, we are back / thanks',
  'does anyone know how to list RDS instances? / kubectl get rds / thanks!',
  'Should we always use RDS with a VPC?',
  'which region should the bucket be in? / let me ask',
  'can somebody review my PR for the ingress? / done / merged',
  'the redis dashboard shows a latency spike / yes, I see it / gone now',
  'it must have been the new image of the deployment',
  'somebody must have deleted the NetworkPolicy of postgres',
  'I never saw such a nice dashboard',
  'why did the kafka pod not become healthy? / out of memory, restarted it',
  'we use the same coffee machine as the third floor',
  'who is on call this week? / me / ok',
  'I need to restart postgres, ok for everyone? / sure',
  'https://example.org/dashboards/postgres',
  '```\nERROR 2026-11-02 postgres connection must not be null\n  at Object.always (kafka.js:1)\n```',
  'weiß jemand, wie ich an die Datenbank komme? / ja, über den Bastion / danke',
  'heute später Mittag? / immer gerne',
  'le déploiement de checkout est terminé / merci',
  'quelqu’un a vu l’erreur sur postgres ? / je regarde',
  'оновив чекаут до 1.42, усе зелене 👍',
  'посмотри, пожалуйста, дашборд postgres / спасибо',
  'jeden Tag das Gleiche mit der Datenbank / ja',
  'cada vez que miro postgres, todo bien / gracias',
  'デプロイ完了しました / ありがとうございます',
  '部署好了 / 谢谢',
  'من فضلك راجع الطلب / شكرا',
  '👍 / 🎉',
])('passes over talk of the day: %s', (text) => {
  expect(isWorthALook(talk(text), VOCABULARY)).toBe(false);
});

it('knows what this cluster serves, and no other', () => {
  const text = 'Every LoyaltyProgram needs a Shop, use them together.';

  expect(isWorthALook(talk(text), VOCABULARY)).toBe(true);
  expect(isWorthALook(talk(text), miningVocabulary([]))).toBe(false);
});

it('takes half-lessons together, but not where people fight a fire', () => {
  const advice = ['we use redis there', 'we prefer kafka', 'avoid mongodb'];

  expect(isWorthALook(talk(advice.join(' / ')), VOCABULARY)).toBe(true);
  expect(isWorthALook(talk(advice.slice(0, 1).join(' / ')), VOCABULARY)).toBe(false);
  const fire = ['it is down', ...advice, 'still failing'];
  expect(isWorthALook(talk(fire.join(' / ')), VOCABULARY)).toBe(false);
});

it('takes time that grows as the text does', () => {
  for (const piece of ['always ', 'RDS ', 'must? ', '必ず', 'a-', 'eu-west-1', '\n', '… ', '+']) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(isWorthALook({ utterances: talk(text).utterances }, VOCABULARY)).toBeTypeOf('boolean');
  }
});
