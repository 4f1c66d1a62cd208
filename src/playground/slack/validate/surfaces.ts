import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { Block, type BlockType } from './blocks.ts';
import { OptionGroup, MenuOption, plainText } from './text-objects.ts';
import { type Problem, problemsOf } from './slack-words.ts';
import { blockRules, withIdentifiers } from './block-rules.ts';

export type Surface = 'message' | 'modal' | 'home';

const EVERYWHERE: readonly BlockType[] = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'rich_text',
  'section',
];

/** Where a block may stand. https://docs.slack.dev/reference/block-kit/blocks */
const ALLOWED: Readonly<Record<Surface, readonly BlockType[]>> = {
  message: [
    ...EVERYWHERE,
    'card',
    'carousel',
    'container',
    'context_actions',
    'data_table',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
  modal: [...EVERYWHERE, 'alert', 'input'],
  home: [...EVERYWHERE, 'card', 'carousel', 'container', 'input'],
};

/** Either what Slack would store, with generated identifiers filled in, or why it refuses. */
export type Checked<Value> =
  | { readonly value: Value; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] };

/** Checks blocks for one surface; `at` is their JSON pointer, such as `/blocks`. */
export function checkBlocks(input: unknown, surface: Surface, at: string): Checked<Block[]> {
  const most = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const parsed = z.array(Block).max(most).safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, at) };
  const misplaced = parsed.data.flatMap((block, index) =>
    ALLOWED[surface].includes(block.type)
      ? []
      : [{ pointer: `${at}/${index}/type`, message: `unsupported type: ${block.type}` }],
  );
  const problems = [...misplaced, ...blockRules(parsed.data, at)];
  return problems.length > 0 ? { problems } : { value: withIdentifiers(parsed.data) };
}

const viewBase = {
  blocks: z.unknown(),
  private_metadata: z.string().max(LIMITS.privateMetadata).optional(),
  callback_id: z.string().max(LIMITS.identifier).optional(),
  external_id: z.string().max(LIMITS.identifier).optional(),
};
const ViewShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...viewBase }),
  z.strictObject({
    type: z.literal('modal'),
    ...viewBase,
    title: plainText(LIMITS.viewTitle),
    close: plainText(LIMITS.viewTitle).optional(),
    submit: plainText(LIMITS.viewTitle).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
]);

/** A view as an app sends it, its blocks checked. */
export type SentView = z.infer<typeof ViewShape> & { readonly blocks: Block[] };

export function checkView(input: unknown, expected: 'modal' | 'home'): Checked<SentView> {
  const parsed = ViewShape.safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, '/view') };
  const view = parsed.data;
  if (view.type !== expected) {
    return { problems: [{ pointer: '/view/type', message: `unsupported type: ${view.type}` }] };
  }
  const checked = checkBlocks(view.blocks, view.type, '/view/blocks');
  if (checked.problems) return checked;
  const problems = view.type === 'modal' && !view.submit ? inputsOf(checked.value) : [];
  return problems.length > 0 ? { problems } : { value: { ...view, blocks: checked.value } };
}

function inputsOf(blocks: readonly Block[]): Problem[] {
  return blocks.flatMap(({ type }, index) =>
    type === 'input'
      ? [
          {
            pointer: `/view/blocks/${index}/input`,
            message: 'must define `submit` to use an `input` block in modals',
          },
        ]
      : [],
  );
}

const Suggestions = z.union([
  z.strictObject({ options: z.array(MenuOption).max(LIMITS.options) }),
  z.strictObject({ option_groups: z.array(OptionGroup).max(LIMITS.optionGroups) }),
]);

/** Checks what answers a search in a menu, and flattens its groups. */
export function checkSuggestions(input: unknown): Checked<readonly MenuOption[]> {
  const parsed = Suggestions.safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, '') };
  const found = parsed.data;
  return {
    value:
      'options' in found ? found.options : found.option_groups.flatMap(({ options }) => options),
  };
}
