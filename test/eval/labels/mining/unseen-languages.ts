import type { MiningLabel } from './label.ts';

export const UNSEEN_LANGUAGES: readonly MiningLabel[] = [
  {
    name: 'Aufbewahrung',
    language: 'de',
    talk: ['A: Jede Datenbank muss Backups mindestens 7 Tage aufbewahren.'],
    expects: [{ type: 'policy', words: /7 Tage/u, from: [1] }],
  },
  {
    name: 'Replikate',
    language: 'de',
    talk: ['A: Jedes Deployment muss mindestens zwei Replikate haben.'],
    expects: [{ type: 'policy', resources: ['Deployment.apps'], words: /Replikate/u, from: [1] }],
  },
  {
    name: 'Zertifikate',
    language: 'de',
    talk: [
      'A: Für öffentliche Hostnamen verwenden wir ausschließlich Certificate, niemals selbst erzeugte Secrets.',
      'B: Damit erneuern sie sich von allein.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['Certificate.*'],
        avoided: ['Secret.'],
        words: /hostnamen/iu,
        from: [1, 2],
      },
    ],
  },
  {
    name: 'Region',
    language: 'de',
    talk: [
      'A: Wo dürfen die Datenbanken liegen?',
      'B: Datenbanken in AWS müssen immer in eu-central-1 laufen, wegen der DSGVO.',
    ],
    expects: [{ type: 'policy', words: /eu-central-1/u, from: [2] }],
  },
  {
    name: 'réplicas en producción',
    language: 'es',
    talk: ['A: Recordad: cada Deployment debe tener al menos dos réplicas en producción.'],
    expects: [{ type: 'policy', resources: ['Deployment.apps'], words: /réplicas/u, from: [1] }],
  },
  {
    name: 'stockage d’objets',
    language: 'fr',
    talk: [
      'A: Pour le stockage d’objets on passe toujours par ObjectStore, jamais par un Bucket directement.',
      'B: pourquoi ?',
      'A: Parce que le chiffrement y est déjà réglé.',
    ],
    expects: [
      {
        type: 'pattern',
        resources: ['ObjectStore.*'],
        avoided: ['Bucket.s3.*'],
        words: /stockage/iu,
        from: [1, 3],
      },
    ],
  },
  {
    name: 'imagens',
    language: 'pt',
    talk: [
      'A: posso usar qualquer registro?',
      'B: Não. As imagens devem sempre vir de registry.acme.example.',
    ],
    expects: [{ type: 'policy', words: /registry\.acme\.example/u, from: [2] }],
  },
  {
    name: 'база данных',
    language: 'ru',
    talk: [
      'A: Для баз данных мы всегда используем SqlDatabase, потому что там уже есть резервные копии.',
    ],
    expects: [
      { type: 'pattern', resources: ['SqlDatabase.*'], words: /баз|database/iu, from: [1] },
    ],
  },
  {
    name: 'forse',
    language: 'it',
    talk: ['A: Forse dovremmo usare KafkaTopic per tutti gli eventi.', 'B: Ne parliamo.'],
    expects: [],
  },
];
