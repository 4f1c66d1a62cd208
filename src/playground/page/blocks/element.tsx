import type { InteractiveElement } from '../../slack/validate/elements.ts';
import { FileInput } from '../modal/file-input.tsx';
import { TextInput } from '../modal/text-input.tsx';
import { ButtonElement } from './button-element.tsx';
import { ChoiceList } from './choice-list.tsx';
import { FeedbackButtons, IconButton } from './context-action.tsx';
import type { ElementProps } from './element-props.ts';
import { ExternalMenu, PlaceMenu, StaticMenu } from './menus.tsx';
import { MomentPicker } from './moment-picker.tsx';
import { OverflowMenu } from './overflow-menu.tsx';

/** Whatever people use in a block: presses, chooses from, types into. */
export function Element<Kind extends InteractiveElement>(props: ElementProps<Kind>) {
  const { element }: ElementProps = props;
  switch (element.type) {
    case 'button':
      return <ButtonElement {...props} element={element} />;
    case 'overflow':
      return <OverflowMenu {...props} element={element} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticMenu {...props} element={element} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalMenu {...props} element={element} />;
    case 'users_select':
    case 'multi_users_select':
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select':
      return <PlaceMenu {...props} element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoiceList {...props} element={element} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentPicker {...props} element={element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'rich_text_input':
      return <TextInput {...props} element={element} isDispatched={!props.inInput} />;
    case 'file_input':
      return <FileInput {...props} element={element} />;
    case 'feedback_buttons':
      return <FeedbackButtons {...props} element={element} />;
    case 'icon_button':
      return <IconButton {...props} element={element} />;
  }
}
