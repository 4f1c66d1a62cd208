/**
 * Secrets that are known by their shape alone. No pattern may take time that grows faster than the
 * text: one whose end may be missing takes the run all the same, so that it is not read again from
 * each place within it, and says by a group named `none` that it found nothing.
 */
export const SHAPES: readonly RegExp[] = [
  // Cut off in the middle, a key is a key still: hence the end of the text.
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gu,
  /\bPuTTY-User-Key-File-\d[\s\S]*?(?:\bPrivate-MAC: *\w+|$)/gu,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/gu,
  // The same in base64, as kubeconfigs hold keys: "-----BEGIN", but no certificate or public key.
  /\bLS0tLS1CRUdJTi(?!BDRVJU|BQVUJM)[\w+/]{16,}={0,2}/gu,
  /\beyJ[\w-]{10,}(?:(?:\.[\w-]+){1,2}|(?<none>))/gu, // JWT: two or three parts of base64url
  /\b(?:eyJ0eXBlIjoi|ewogICJ0eXBlIjog)[\w+/]{60,}={0,2}/gu, // Google service accounts, base64
  /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/gu, // AWS access key ids
  /\bAIza[\w-]{35}/gu, // Google API keys
  /\bya29\.[\w-]{20,}/gu, // Google access tokens
  /\b[\w.~-]{3}[0-9]Q~[\w.~-]{31,}/gu, // Azure client secrets
  /\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}|\bgl(?:pat|rt|ptt|dt)-[\w-]{20,}/gu,
  /\bxox[abeprs]-[\w-]{10,}|\bxapp-[\w-]{10,}/gu, // Slack
  /\bsk-[\w-]{20,}|\b[rs]k_live_\w{16,}|\bnpm_[A-Za-z0-9]{36}|\bhf_[A-Za-z]{34}\b/gu,
  /\bhv[sb]\.[\w-]{20,}|\bpypi-AgE[\w-]{20,}|\bdop_v1_[a-f0-9]{64}|\bdapi[a-f0-9]{32}\b/gu,
  /\bSG\.[\w-]{16,32}\.[\w-]{32,}/gu, // SendGrid
  // What was shortened before anybody looked: half a key tells half of it.
  /\b(?:A[KS]IA|AIza|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|npm_|eyJ)[\w.-]{4,}(?:(?=…)|(?<none>))/gu,
];

/** The end of a name whose value is a secret; `passwordSecretRef` names where one is, and is none. */
export const NAME =
  'pass(?:word|wd|phrase|code|wort)|kennwort|mots? de passe|contrasen(?:\u0303)?a|contraseña|secret[_ -]?access[_ -]?key|secret[_ -]key|access[_ -]?key|account[_ -]?key|' +
  "api[_ -]?(?:key|schlüssel)|clé (?:d['’])?api|clave (?:de )?api|private[_ -]?key|client[_ -]?secret|token";

/** What a column is declared as, and the next one: `varchar(255)`, `NVARCHAR2(30`, `decimal(10,2),email`. */
const SQL_TYPE =
  '(?:(?:n?(?:var)?char2?|character|varying|(?:long|medium|tiny)?(?:text|blob)|(?:fixed)?string|(?:var)?(?:binary|bit)|raw|decimal|numeric|number|double|datetime|timestamp|(?:tiny|small|medium|big|u)?int(?:eger|2|4|8|16|32|64|128)?|float(?:4|8|32|64)?)(?:\\(\\d{1,5}(?:,\\d{1,5})?(?:\\)(?:,["`\\w]{0,64})?)?)?)';

/** From the name of a column to the quotes of what it holds where nothing was given. */
const COLUMN_DEFAULT = `["\`]?[ \\t]{1,9}${SQL_TYPE}(?:[ \\t]{1,9}not[ \\t]{1,9}null)?[ \\t]{1,9}default[ \\t]{1,9}`;

/** What says how, with which algorithm or where: `RS256`, `scram-sha-256`, `v1beta1`, `eu-west-1`. */
const ALGORITHM =
  '(?:(?:scram-)?(?:sha|md|aes|rsa|ec|ed|es|rs|hs|ps|x|oauth|base|tls|pbkdf|pkcs)[-_]?(?:[1-58]|12|32|64|128|192|224|256|384|509|512|2048|3072|4096|25519)|argon2(?:id?|d)?|v\\d{1,2}(?:(?:alpha|beta|rc)\\d{0,2})?|[a-z]{2}-[a-z]{4,9}-\\d)';

/** What is no secret behind its name, though letters and digits meet in it. */
export const PLAIN = `(?:${SQL_TYPE}|${ALGORITHM})`;
const PLAIN_END = '[.)]{0,3}(?:[\\s,;]|$)';

/** `$DB_PASSWORD`, `${DB_PASSWORD}`, and what stands where a secret was. */
const REFERENCE =
  '⟨secret-|\\$[A-Z_]{2,40}(?![^\\s"\',;)])|\\$\\{[\\w.:-]{1,60}\\}(?![^\\s"\',;)])';

/** Secrets that are known by what stands before them, which stays: the first group of each. */
export const CONTEXTS: readonly RegExp[] = [
  // Credentials in a URL. A password may hold a slash or an @; a port and its path are none.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,200}:)(?!\d{1,5}[/?#])[^\s@"'<>]{1,200}(?:@[^\s@/"'<>,]{1,200}){0,3}(?=@)/giu,
  /(\bBearer\s+|\bBasic\s+)(?=\S{0,200}\d)[\w.~+/-]{16,}=*/giu,
  // In manifests `secretKey` mostly names a key within a Secret: lower-case, as such names are.
  /(\bsecretKey["']?\s*[:=]\s*["']?)(?=[^\s"',;]{0,200}[A-Z+/=])[^\s"',;]{16,}/gu,
  /([?&]sig=)[^\s&"']{16,}/giu, // Azure shared access signatures
  /([?&](?:password|passwd|pwd|token|access_token|api_key|apikey|secret)=)[^\s&"'#]{3,}/giu,
  // Connection strings: there a password needs no digit to be one.
  /((?:^|[;"'\s])(?:Password|Pwd|AccountKey|SharedAccessKey)\s*=\s*)[^;\s"']{3,}(?=;)|(;\s*(?:Password|Pwd|AccountKey|SharedAccessKey|SharedAccessSignature)\s*=\s*)[^;\s"']{3,}/giu,
  /(\bclient-key-data["']?\s*[:=]\s*["']?)[\w+/=]{16,}/giu, // kubeconfig
  /(\bprivate_key_id["']?\s*[:=]\s*["']?)[a-f0-9]{20,}/giu, // Google service accounts
  /(:_(?:authToken|auth|password)\s*=\s*["']?)[^\s"']{6,}/gu, // .npmrc
  /(\blogin\s+\S{1,200}\s+password\s+)\S{3,}/giu, // .netrc
  /("auth"\s*:\s*")[\w+/]{12,}={0,2}(?=")/giu, // registries' config.json
  /(\s(?:-u|--user)[\s=]+["']?[^\s:'"]{1,200}:)[^\s'"]{3,}/gu, // curl
  // Flags of tools that take a password; behind `-p` at once, as the ends of `-protocol` and `-per-table` are.
  /(\b(?:[Mm][Yy][Ss][Qq][Ll]|[Mm][Aa][Rr][Ii][Aa][Dd][Bb])[\w-]{0,12}(?:[ \t]{1,9}[^\s]{1,60}){0,8}[ \t]{1,9}-p)(?!(?:er|ort|rotocol|lugin|ager|rompt|rint|ipe|assword|artition|ersistent|arallel|rivate|ublic|roduction|rimary|roxy)(?:-[a-z-]{1,40})?(?:[\s=:,;.)]|$))[^\s'"]{3,200}/gu,
  /(\s-p)(?=[^\s/=]{0,100}\d)(?=[^\s/=]{0,100}[A-Z!@#$%^&*+])[^\s'"/=]{6,}/gu,
  /(\bsshpass[ \t]{1,9}-p[ \t]{0,9}["']?)[^\s'"]{3,}/giu,
  /(\bredis-cli(?:[ \t]{1,9}[^\s]{1,60}){0,8}[ \t]{1,9}-a[ \t]{1,9}["']?)[^\s'"]{3,}/giu,
  /(\b(?:(?:docker|podman|nerdctl|oras|registry|oc) login|mongosh?|mongodump|mongorestore)(?:[ \t]{1,9}[^\s]{1,60}){0,8}[ \t]{1,9}-p[ \t]{1,9}["']?)(?!2701[7-9](?:[\s,;.)]|$))[^\s'"]{3,}/giu,
  /(\bhooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]{12,}/giu,
  /(\.webhook\.office\.com\/webhookb2\/|\boutlook\.office\.com\/webhook\/)[\w@/-]{12,}/giu,
  /(\bdiscord(?:app)?\.com\/api\/webhooks\/)[\w/-]{12,}/giu,
  // The other half of an AWS key, right after the first.
  /((?:AKIA|ASIA)[A-Z0-9]{16}\W{1,20}?)[\w+/]{40}(?![\w+/])/gu,
  new RegExp(
    `((?:${NAME}|identified by)(?:["']?\\s*[:=]\\s*|\\s+|${COLUMN_DEFAULT})["'])[^"'\\n]{3,}(?=["'])`,
    'giu',
  ),
  new RegExp(
    `((?:${NAME})\\s*(?:[=?]\\s*|:\\s*(?!${PLAIN}${PLAIN_END})))(?!${REFERENCE})(?=\\S{0,200}[\\d!@#$%^&*+/])[^\\s"',;]{6,}`,
    'giu',
  ),
  new RegExp(
    `((?:${NAME})\\s+(?:is|was)\\s+)(?!${PLAIN}${PLAIN_END})(?=\\S{0,200}[a-z])(?=\\S{0,200}[\\d!@#$%^&*+])[^\\s"',;]{8,}`,
    'giu',
  ),
];
