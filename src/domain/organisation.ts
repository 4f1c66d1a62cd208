import { z } from 'zod';

/** People (`U0123…` or `slack:T1:U1`) and the chat platform's user groups (`S0123…`). */
export const RoleMembers = z.strictObject({
  people: z.array(z.string()).default([]),
  groups: z.array(z.string()).default([]),
});
export type RoleMembers = z.infer<typeof RoleMembers>;

/** US dollars for a million tokens, what the prompt cache held or took left out. */
export const ModelPrice = z.strictObject({
  inputPerMillion: z.number().nonnegative(),
  outputPerMillion: z.number().nonnegative(),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

/** What an organisation decides: `dotai.yaml`, every part with a default. */
export const Organisation = z.strictObject({
  roles: z
    .strictObject({
      /** May ask for recommendations. Nobody listed: every full member. */
      requesters: RoleMembers.prefault({}),
      /** May approve changes. */
      approvers: RoleMembers.prefault({}),
      /** May change knowledge: scans, patterns, policies. */
      curators: RoleMembers.prefault({}),
    })
    .prefault({}),
  /** Accounts of one person: approving with a second account is approving one's own change. */
  identities: z
    .array(z.strictObject({ name: z.string(), accounts: z.array(z.string()) }))
    .default([]),
  approvals: z
    .strictObject({
      /** How many different people must approve. */
      quorum: z.number().int().min(1).max(10).default(1),
      /** May the requester approve their own change? */
      allowRequester: z.boolean().default(false),
      expireAfterHours: z.number().positive().max(720).default(72),
      remindAfterHours: z.number().positive().max(720).default(4),
      /** Where every change is shown that was asked for elsewhere; approvers are members. */
      channel: z
        .string()
        .regex(/^[^#\s]+$/u, 'is the id of a channel, such as C0123ABCD, not its name')
        .optional(),
    })
    .prefault({}),
  model: z
    .strictObject({
      /**
       * Tokens in and out that may be spent on a paid model; what its cache held counts a tenth. A
       * budget that is spent leaves the built-in rules.
       */
      budgets: z
        .strictObject({
          callTokens: z.number().int().positive().default(16_000),
          sessionTokens: z.number().int().positive().default(60_000),
          personTokensPerDay: z.number().int().positive().default(300_000),
          /** Of all scans together, in the place of a person's and a session's. */
          scanTokensPerDay: z.number().int().positive().default(1_500_000),
          dayTokens: z.number().int().positive().default(3_000_000),
        })
        .prefault({}),
      /** By the name of a model. `/dotai status` shows money for those alone. */
      prices: z.record(z.string(), ModelPrice).default({}),
    })
    .prefault({}),
  scans: z
    .strictObject({
      /** How often the whole cluster is looked at again; what did not change costs nothing. */
      everyHours: z.number().positive().max(8_760).default(24),
      /** Whether kinds that are added, changed or removed are read soon after. */
      watch: z.boolean().default(true),
    })
    .prefault({}),
  mining: z
    .strictObject({
      /** Where candidates are shown to curators; in the place where they were asked for if unsaid. */
      channel: z
        .string()
        .regex(/^[^#\s]+$/u, 'is the id of a channel, such as C0123ABCD, not its name')
        .optional(),
      /** The reaction that captures a thread, without colons; empty: none does. */
      reaction: z
        .string()
        .regex(/^[a-z0-9_+'-]*$/u)
        .default('pushpin'),
      /** Where the card of a captured thread goes: into the thread, or to whoever asked alone. */
      answers: z.enum(['thread', 'private']).default('thread'),
    })
    .prefault({}),
  namespaces: z
    .strictObject({
      /** Never offered for new objects; `*` stands for any letters. */
      hidden: z.array(z.string()).default(['kube-*', '*-system']),
    })
    .prefault({}),
});
export type Organisation = z.infer<typeof Organisation>;

export type RoleName = keyof Organisation['roles'];

export function isRoleEmpty(members: RoleMembers): boolean {
  return members.people.length === 0 && members.groups.length === 0;
}

/** Whether a namespace is one that people put objects in. */
export function isNamespaceOffered({ namespaces }: Organisation, name: string): boolean {
  return !namespaces.hidden.some((pattern) => matchesGlob(name, pattern));
}

function matchesGlob(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const last = rest.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= name.length - last.length;
}
