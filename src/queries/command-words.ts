import type { Command } from '../chat/command.ts';

type CapabilityCommand = Extract<
  Command,
  {
    readonly type:
      | 'list-capabilities'
      | 'show-capability'
      | 'search-capabilities'
      | 'scan-capabilities'
      | 'scan-progress'
      | 'cancel-scan'
      | 'delete-capability'
      | 'delete-all-capabilities';
  }
>;

type PolicyCommand = Extract<
  Command,
  {
    readonly type:
      | 'new-policy'
      | 'list-policies'
      | 'show-policy'
      | 'show-policy-coverage'
      | 'search-policies'
      | 'edit-policy'
      | 'delete-policy'
      | 'import-policies';
  }
>;

type PatternCommand = Extract<
  Command,
  {
    readonly type:
      | 'new-pattern'
      | 'list-patterns'
      | 'show-pattern'
      | 'search-patterns'
      | 'edit-pattern'
      | 'delete-pattern';
  }
>;

type MiningCommand = Extract<
  Command,
  {
    readonly type:
      | 'mine-channel'
      | 'stop-mining'
      | 'list-candidates'
      | 'review-candidate'
      | 'capture'
      | 'learn';
  }
>;

/** A command as somebody would ask for it. */
export function wordsFor(command: Command): string {
  switch (command.type) {
    case 'recommend':
      return `recommend ${command.intent}`;
    case 'status':
      return 'show the status';
    case 'incomplete':
      return command.usage.toLowerCase();
    case 'help':
    case 'greeting':
    case 'introduction':
    case 'unknown':
      return 'show what you can do';
    case 'list-capabilities':
    case 'show-capability':
    case 'search-capabilities':
    case 'scan-capabilities':
    case 'scan-progress':
    case 'cancel-scan':
    case 'delete-capability':
    case 'delete-all-capabilities':
      return capabilityWords(command);
    case 'new-policy':
    case 'list-policies':
    case 'show-policy':
    case 'show-policy-coverage':
    case 'search-policies':
    case 'edit-policy':
    case 'delete-policy':
    case 'import-policies':
      return policyWords(command);
    case 'new-pattern':
    case 'list-patterns':
    case 'show-pattern':
    case 'search-patterns':
    case 'edit-pattern':
    case 'delete-pattern':
      return patternWords(command);
    case 'mine-channel':
    case 'stop-mining':
    case 'list-candidates':
    case 'review-candidate':
    case 'capture':
    case 'learn':
      return miningWords(command);
  }
}

function capabilityWords(command: CapabilityCommand): string {
  switch (command.type) {
    case 'list-capabilities':
      return `list capabilities ${command.filter}`.trim();
    case 'show-capability':
      return `show ${command.name}`;
    case 'search-capabilities':
      return `search for ${command.text}`;
    case 'scan-capabilities':
      return command.names.length === 0
        ? 'read the cluster again'
        : `read ${command.names.join(', ')} again`;
    case 'scan-progress':
      return 'show the progress';
    case 'cancel-scan':
      return 'cancel the scan';
    case 'delete-capability':
      return `forget ${command.name}`;
    case 'delete-all-capabilities':
      return 'forget all capabilities';
  }
}

function policyWords(command: PolicyCommand): string {
  switch (command.type) {
    case 'new-policy':
      return `make a policy: ${command.sentence}`.replace(/: $/u, '');
    case 'list-policies':
      return `list policies ${command.filter}`.trim();
    case 'show-policy':
      return `show the policy ${command.name}`;
    case 'show-policy-coverage':
      return `show the coverage of ${command.name}`;
    case 'search-policies':
      return `search policies for ${command.text}`;
    case 'edit-policy':
      return `edit the policy ${command.name}`;
    case 'delete-policy':
      return `delete the policy ${command.name}`;
    case 'import-policies':
      return 'read the policies of the cluster';
  }
}

function patternWords(command: PatternCommand): string {
  switch (command.type) {
    case 'new-pattern':
      return `teach a pattern: ${command.name}`.replace(/: $/u, '');
    case 'list-patterns':
      return `list patterns ${command.filter}`.trim();
    case 'show-pattern':
      return `show the pattern ${command.name}`;
    case 'search-patterns':
      return `search patterns for ${command.text}`;
    case 'edit-pattern':
      return `edit the pattern ${command.name}`;
    case 'delete-pattern':
      return `delete the pattern ${command.name}`;
  }
}

function miningWords(command: MiningCommand): string {
  switch (command.type) {
    case 'mine-channel':
      return `read ${command.channel} for patterns`;
    case 'stop-mining':
      return `read ${command.channel} no more`;
    case 'list-candidates':
      return 'list what was found';
    case 'review-candidate':
      return `review ${command.name}`;
    case 'capture':
      return 'capture this thread';
    case 'learn':
      return 'learn from this';
  }
}
