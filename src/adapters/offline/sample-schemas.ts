/** A small schema that shows what is possible: PostgreSQL's dialect, safe to run twice. */
export interface SampleSchema {
  readonly tables: readonly string[];
  readonly sql: string;
}

const APP: SampleSchema = {
  tables: ['users', 'products'],
  sql: `CREATE SCHEMA IF NOT EXISTS app;

CREATE TABLE app.users (
  id SERIAL PRIMARY KEY,
  username VARCHAR(50) UNIQUE NOT NULL,
  email VARCHAR(100) UNIQUE NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE app.products (
  id SERIAL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  description TEXT,
  price DECIMAL(10,2) NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
`,
};

const ANALYTICS: SampleSchema = {
  tables: ['events'],
  sql: `CREATE SCHEMA IF NOT EXISTS analytics;

CREATE TABLE analytics.events (
  id SERIAL PRIMARY KEY,
  event_type VARCHAR(50) NOT NULL,
  user_id INTEGER,
  event_data JSONB,
  occurred_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
`,
};

const INVENTORY: SampleSchema = {
  tables: ['items', 'stock_movements'],
  sql: `CREATE SCHEMA IF NOT EXISTS inventory;

CREATE TABLE inventory.items (
  id SERIAL PRIMARY KEY,
  code VARCHAR(40) UNIQUE NOT NULL,
  name VARCHAR(100) NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE inventory.stock_movements (
  id SERIAL PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES inventory.items (id),
  change INTEGER NOT NULL,
  moved_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
`,
};

const MYSQL: SampleSchema = {
  tables: ['users', 'products'],
  sql: `CREATE TABLE IF NOT EXISTS users (
  id INT AUTO_INCREMENT PRIMARY KEY,
  username VARCHAR(50) UNIQUE NOT NULL,
  email VARCHAR(100) UNIQUE NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS products (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  price DECIMAL(10,2) NOT NULL
);
`,
};

/** Another one for each position, so that several databases do not all look alike. */
export function sampleSchema(position: number, dialect: 'postgresql' | 'mysql'): SampleSchema {
  if (dialect === 'mysql') return MYSQL;
  return [APP, ANALYTICS, INVENTORY][position % 3] ?? APP;
}

/** One plain table for each thing that was asked for, by its plural: `invoices`. */
export function schemaAbout(
  things: readonly string[],
  dialect: 'postgresql' | 'mysql',
): SampleSchema {
  const id = dialect === 'mysql' ? 'INT AUTO_INCREMENT PRIMARY KEY' : 'SERIAL PRIMARY KEY';
  const tables = things.map(
    (thing) => `CREATE TABLE IF NOT EXISTS ${thing} (
  id ${id},
  name VARCHAR(100) NOT NULL,
  description TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
`,
  );
  return { tables: things, sql: tables.join('\n') };
}
