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
];
