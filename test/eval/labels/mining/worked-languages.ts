import type { MiningLabel } from './label.ts';

export const WORKED_LANGUAGES: readonly MiningLabel[] = [
  {
    name: 'Datenbanken',
    language: 'de',
    talk: [
      'A: Wie legen wir eigentlich Datenbanken an?',
      'B: Für Datenbanken nehmen wir immer SqlDatabase, nie RDS direkt.',
      'A: Warum?',
      'B: Weil sonst die Backups fehlen.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['SqlDatabase.*'],
        avoided: ['Instance.rds.*'],
        words: /datenbank/iu,
        from: [2, 4],
      },
    ],
  },
  {
    name: 'Verschlüsselung',
    language: 'de',
    talk: ['A: Alle Buckets müssen verschlüsselt sein, das verlangt die Revision.'],
    expects: [{ type: 'policy', optional: ['Bucket.s3.*'], words: /verschlüsselt/u, from: [1] }],
  },
  {
    name: 'bases de datos',
    language: 'es',
    talk: [
      'A: Para bases de datos usamos siempre SqlDatabase, porque incluye las copias de seguridad.',
      'B: perfecto, gracias',
    ],
    expects: [
      { type: 'pattern', resources: ['SqlDatabase.*'], words: /bases de datos/iu, from: [1] },
    ],
  },
  {
    name: 'services publics',
    language: 'fr',
    talk: [
      'A: Les services publics dans AWS doivent toujours avoir une InternetGateway, sinon rien ne les atteint.',
    ],
    expects: [
      { type: 'pattern', resources: ['InternetGateway.ec2.*'], words: /public/iu, from: [1] },
    ],
  },
  {
    name: 'データベース',
    language: 'ja',
    talk: [
      'A: データベースはどう作ればいいですか？',
      'B: データベースには必ずSqlDatabaseを使ってください。RDSは直接使わないでください。',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['SqlDatabase.*'],
        avoided: ['Instance.rds.*'],
        words: /database/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'réplicas',
    language: 'pt',
    talk: ['A: Todo Deployment em produção deve ter no mínimo duas réplicas.', 'B: certo!'],
    expects: [{ type: 'policy', resources: ['Deployment.apps'], words: /réplicas/u, from: [1] }],
  },
  {
    name: 'nur eine Idee',
    language: 'de',
    talk: [
      'A: Vielleicht sollten wir für Warteschlangen immer KafkaTopic nehmen?',
      'B: Könnte man überlegen.',
    ],
    expects: [],
  },
  {
    name: 'Datenbanken mit Nachfrage',
    language: 'de',
    talk: [
      'A: Moin, darf ich für den Shop eine eigene RDS-Instanz anlegen?',
      'B: Nein, bitte nicht. Für relationale Datenbanken setzen wir grundsätzlich auf SqlDatabase, weil nur so Backups und Schema mitkommen.',
      'A: Alles klar, danke!',
    ],
    expects: [{ type: 'pattern', resources: ['SqlDatabase.*'], words: /datenbank/iu, from: [2] }],
  },
  {
    name: 'Wenn etwas öffentlich ist',
    language: 'de',
    talk: [
      'A: Wenn ein Team etwas öffentlich anbietet, bekommt der Ingress immer ein Certificate, sonst warnt der Browser.',
      'B: Und wo steht das?',
      'A: Ab jetzt hier :)',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['Certificate.*'],
        optional: ['Ingress.*'],
        words: /öffentlich/iu,
        from: [1],
      },
    ],
  },
  {
    name: 'colas y temas',
    language: 'es',
    talk: [
      'A: ¿Cómo mandáis eventos entre equipos?',
      'B: Para eventos entre equipos usamos siempre KafkaTopic, nunca una Queue de SQS, porque varios equipos tienen que leer lo mismo.',
      'A: Vale, gracias.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['KafkaTopic.*'],
        avoided: ['Queue.sqs.*'],
        words: /eventos/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'etiquetas obligatorias',
    language: 'es',
    talk: [
      'A: Recordatorio: todos los Deployments deben llevar la etiqueta de centro de coste.',
      'B: ¿y los CronJobs?',
      'A: de momento no',
    ],
    expects: [
      {
        type: 'policy',
        resources: ['Deployment.apps'],
        words: /etiqueta de centro de coste/u,
        from: [1],
      },
    ],
  },
  {
    name: 'sauvegardes et stockage',
    language: 'fr',
    talk: [
      'A: On fait comment pour les fichiers des clients ?',
      'B: Pour le stockage d’objets on utilise toujours ObjectStore, jamais un Bucket S3 à la main, parce que le chiffrement est déjà réglé.',
      'C: Ah, je ne savais pas.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ObjectStore.*'],
        avoided: ['Bucket.s3.*'],
        words: /stockage/iu,
        from: [2],
      },
    ],
  },
  {
    name: 'シークレットと証明書',
    language: 'ja',
    talk: [
      'A: APIキーはどこに置けばいいですか？',
      'B: シークレットには必ずExternalSecretを使ってください。Gitには何も置かないでください。',
      'C: 公開するサービスには必ずCertificateを使ってください。',
    ],
    expects: [
      { type: 'pattern', resources: ['ExternalSecret.*'], words: /secret/iu, from: [2] },
      { type: 'pattern', resources: ['Certificate.*'], words: /public|公開/iu, from: [3] },
    ],
  },
];
