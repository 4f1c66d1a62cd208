import { expect, it } from 'vitest';
import { secretProblems } from './secret-problems.ts';

const NOTHING_SAID = { questions: [], answers: [], extras: [] };

function pathsOf(sql: string) {
  const object = { apiVersion: 'v1', kind: 'Schema', metadata: { name: 'x' }, spec: { sql } };
  return secretProblems([{ alias: 'schema', object }], NOTHING_SAID).map(({ path }) => path);
}

it.each([
  'CREATE TABLE users (id int, password varchar(255) NOT NULL)',
  'CREATE TABLE users (\n  id bigint,\n  password NVARCHAR2(60),\n  token CHAR(64)\n);',
  'ALTER TABLE users ADD password varchar(255);',
  'CREATE TABLE limits (password DECIMAL(10,2), created timestamp)',
])('has nothing against a column that is declared: %s', (sql) => {
  expect(pathsOf(sql)).toEqual([]);
});

it.each([
  "CREATE USER app WITH PASSWORD 'letmein'",
  "CREATE TABLE users (password varchar(255) NOT NULL DEFAULT 'letmein')",
  "ALTER USER app IDENTIFIED BY 'varchar(255)'",
])('finds what is written out: %s', (sql) => {
  expect(pathsOf(sql)).toEqual(['spec.sql']);
});
