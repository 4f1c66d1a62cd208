import type { LanguageModel } from '../../ports/language-model.ts';

/** Claude, and the built-in rules for whoever asks for them. */
export function createModelChoice({
  claude,
  offline,
}: {
  readonly claude: LanguageModel;
  readonly offline: LanguageModel;
}): LanguageModel {
  return {
    name: claude.name,
    ask: (task, input, asking) =>
      (asking?.by === 'offline' ? offline : claude).ask(task, input, asking),
  };
}
