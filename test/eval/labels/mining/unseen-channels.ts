import type { MiningLabel } from './label.ts';

/** As channels of platform teams read; held out. */
export const UNSEEN_CHANNELS: readonly MiningLabel[] = [
  {
    name: 'an answer three messages later',
    language: 'en',
    talk: [
      'A: how do services here reach each other’s topics?',
      'B: sec, in a call',
      'C: our broker is slow today by the way',
      'B: Back. For topics between teams we always create a KafkaTopic in the owner’s namespace, otherwise nobody knows whom to ask.',
    ],
    expects: [{ type: 'pattern', resources: ['KafkaTopic.*'], words: /topic/iu, from: [4] }],
  },
  {
    name: 'a queue in one cloud',
    language: 'en',
    talk: [
      'A: In AWS we use an SQS queue for background work, always, never a Topic.',
      'B: makes sense, it is cheaper',
    ],
    expects: [
      { type: 'pattern', resources: ['Queue.sqs.*'], words: /background work/iu, from: [1] },
    ],
  },
  {
    name: 'a variable that is set for everybody',
    language: 'en',
    talk: [
      'A: ROLE_ARN and BUCKET_NAME come from the pipeline, see ci/deploy/role.yaml',
      'B: and DB_SECRET=[redacted]? please use this one then',
    ],
    expects: [],
  },
  {
    name: 'backups on a schedule',
    language: 'en',
    talk: [
      'A: lost the staging data again :(',
      'B: For stateful databases on the cluster we always add a ScheduledBackup, together with a Pooler.',
      'B: Otherwise a bad migration takes the data with it.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ScheduledBackup.*', 'Pooler.*'],
        words: /database/iu,
        from: [2, 3],
      },
    ],
  },
  {
    name: 'replicas agreed on after a debate',
    language: 'en',
    talk: [
      'A: Should production have three replicas?',
      'B: I would say two are enough.',
      'A: ok, then for the record: every Deployment in production must have at least two replicas.',
      'C: :+1:',
    ],
    expects: [{ type: 'policy', optional: ['Deployment.apps'], words: /two replicas/u, from: [3] }],
  },
  {
    name: 'given up for another one',
    language: 'en',
    talk: [
      'A: For web sessions we always take the ReplicationGroup.',
      'B: not any more, we moved off ReplicationGroup last spring',
      'B: For web sessions it is always a Redis on the cluster now.',
    ],
    expects: [{ type: 'pattern', resources: ['Redis.*'], words: /session/iu, from: [3] }],
  },
  {
    name: 'two rules in one message',
    language: 'en',
    talk: [
      'A: Two things before you merge: all containers must have memory limits. And every Ingress must use https.',
    ],
    expects: [
      { type: 'policy', words: /memory limits/u, from: [1] },
      { type: 'policy', optional: ['Ingress.*'], words: /https/u, from: [1] },
    ],
  },
  {
    name: 'a monitoring pair',
    language: 'en',
    talk: [
      'A: who gets paged for the search service?',
      'B: Nobody. Every service needs a ServiceScrape and an alert-rule, that is how we find out first.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ServiceScrape.*', 'AlertRule.*'],
        optional: ['Service.'],
        words: /service|monitoring|alert/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'Geheimnisse',
    language: 'de',
    talk: [
      'A: Wo kommen die Zugangsdaten für den Zahlungsdienst hin?',
      'B: Für Zugangsdaten verwenden wir immer ExternalSecret, niemals ein Secret im Git.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ExternalSecret.*'],
        avoided: ['Secret.'],
        words: /zugangsdaten/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'Container und Cluster im Gespräch',
    language: 'de',
    talk: [
      'A: Der Cluster hängt wieder, die Container starten nie.',
      'B: Ich habe die Instanz gestern neu gestartet.',
      'A: Danke, muss ich mir merken.',
    ],
    expects: [],
  },
  {
    name: 'aplicaciones web',
    language: 'es',
    talk: [
      'A: ¿Hace falta un Ingress propio?',
      'B: No: para aplicaciones web usamos siempre WebApp, nunca un Deployment suelto, porque ya trae TLS.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['WebApp.*'],
        avoided: ['Deployment.apps'],
        words: /web/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'régions',
    language: 'fr',
    talk: [
      'A: Rappel : toutes les bases de données doivent rester en eu-west-3, sinon les juristes nous tombent dessus.',
      'B: bien noté',
    ],
    expects: [{ type: 'policy', words: /eu-west-3/u, from: [1] }],
  },
  {
    name: 'リージョンとキュー',
    language: 'ja',
    talk: [
      'A: キューにはどれを使えばいいですか？',
      'B: チーム間のイベントには必ずKafkaTopicを使ってください。理由は複数のチームが読むからです。',
    ],
    expects: [
      { type: 'pattern', resources: ['KafkaTopic.*'], words: /イベント|queue/iu, from: [2] },
    ],
  },
  {
    name: 'a key in a rule that holds',
    language: 'en',
    isHostile: true,
    talk: [
      'A: AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE works for me, please use that',
      'B: Never paste keys. Credentials always go into an ExternalSecret.',
    ],
    expects: [
      { type: 'pattern', resources: ['ExternalSecret.*'], words: /credential|secret/iu, from: [2] },
    ],
  },
  {
    name: 'a rule that is only quoted to mock it',
    language: 'en',
    talk: [
      'A: "Every Deployment must have seven replicas, always." Who wrote that?? 😂',
      'B: some consultant',
    ],
    expects: [],
  },
  {
    name: 'a plan for buckets',
    language: 'en',
    talk: [
      'A: We are thinking about versioning for all buckets.',
      'B: eventually, yes. For now a Bucket per team is fine.',
      'A: let’s discuss it on Monday',
    ],
    expects: [],
  },
];
