import { stem } from '../../domain/knowledge/words.ts';

/** Products of one sort: who asks for one is not helped by another. */
const SORTS: readonly (readonly string[])[] = [
  ['postgresql', 'mysql', 'mariadb', 'mssql', 'oracle', 'cockroachdb'],
  ['mongodb', 'cassandra', 'couchdb', 'neo4j', 'dynamodb'],
  ['redis', 'memcached', 'valkey'],
  ['kafka', 'rabbitmq', 'nats', 'pulsar', 'activemq'],
  ['elasticsearch', 'opensearch', 'solr'],
  ['snowflake', 'clickhouse', 'bigquery', 'redshift', 'databricks'],
];
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['datenbank', 'database'],
  ['postgres', 'postgresql'],
  ['psql', 'postgresql'],
  ['pg', 'postgresql'],
  ['mongo', 'mongodb'],
  ['sqlserver', 'mssql'],
]);

/** Words that tell sorts of databases apart: who says one needs just that. */
const DATABASE_SORTS = new Set(
  'graph document ledger columnar vector embedded timeseries spatial'.split(' '),
);

/** One spelling for each product, and for a database. */
export function canonical(word: string): string {
  return SPELLINGS.get(word) ?? word;
}

/** Whether a word names a product, or a sort of product, that something else is no stand-in for. */
export function isProduct(word: string): boolean {
  const name = canonical(word);
  return DATABASE_SORTS.has(name) || SORTS.some((sort) => sort.includes(name));
}

/** Whether somebody asks for other products than those of the same sort that are offered. */
export function areRivals(words: readonly string[], offeredStems: ReadonlySet<string>): boolean {
  const asked = words.map((word) => canonical(word));
  return SORTS.some((sort) => {
    const wanted = sort.filter((product) => asked.includes(product));
    const offered = sort.filter((product) => offeredStems.has(stem(product)));
    return wanted.length > 0 && offered.length > 0 && !wanted.some((it) => offered.includes(it));
  });
}
