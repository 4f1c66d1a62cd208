/**
 * The names that people and apps use most, with their signs. Any other `:name:` stays as it is written,
 * as Slack shows a name that it does not know.
 */
const NAMED = `
+1 👍 -1 👎 100 💯 alarm_clock ⏰ ambulance 🚑 arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_up ⬆️
arrows_counterclockwise 🔄 bangbang ‼️ bar_chart 📊 beers 🍻 bell 🔔 birthday 🎂 black_circle ⚫ blue_heart 💙
blush 😊 book 📖 bookmark 🔖 boom 💥 bug 🐛 bulb 💡 calendar 📆 cat 🐱 chart_with_downwards_trend 📉
chart_with_upwards_trend 📈 check ✅ checkered_flag 🏁 clap 👏 clipboard 📋 cloud ☁️ coffee ☕ collision 💥
computer 💻 confetti_ball 🎊 confused 😕 construction 🚧 cry 😢 crossed_fingers 🤞 date 📅 disappointed 😞
dog 🐶 door 🚪 elephant 🐘 email 📧 exclamation ❗ eyes 👀 file_folder 📁 fire 🔥 flag-eu 🇪🇺 floppy_disk 💾
fingers_crossed 🤞 gear ⚙️ gem 💎 ghost 👻 gift 🎁 globe_with_meridians 🌐 green_heart 💚 grey_question ❔
grimacing 😬 grin 😁 grinning 😀 hammer 🔨 hammer_and_wrench 🛠️ handshake 🤝 heart ❤️ heart_eyes 😍
heavy_check_mark ✔️ heavy_minus_sign ➖ heavy_plus_sign ➕ hourglass ⌛ hourglass_flowing_sand ⏳ hugging_face 🤗
information_source ℹ️ innocent 😇 jigsaw 🧩 joy 😂 key 🔑 label 🏷️ large_blue_circle 🔵 large_green_circle 🟢
large_orange_circle 🟠 large_red_square 🟥 large_yellow_circle 🟡 laughing 😆 link 🔗 lock 🔒 loudspeaker 📢
mag 🔍 mailbox 📫 man-shrugging 🤷‍♂️ mega 📣 memo 📝 microscope 🔬 money_with_wings 💸 muscle 💪 neutral_face 😐
new 🆕 no_entry ⛔ no_entry_sign 🚫 ok 🆗 ok_hand 👌 open_file_folder 📂 package 📦 page_facing_up 📄 paperclip 📎
partying_face 🥳 party_popper 🎉 pencil 📝 pencil2 ✏️ pensive 😔 pizza 🍕 point_down 👇 point_left 👈
point_right 👉 point_up ☝️ pray 🙏 printer 🖨️ purple_heart 💜 pushpin 📌 question ❓ raised_hand ✋
raised_hands 🙌 recycle ♻️ red_circle 🔴 relaxed ☺️ relieved 😌 repeat 🔁 robot_face 🤖 rocket 🚀
rotating_light 🚨 round_pushpin 📍 satellite 📡 scream 😱 scroll 📜 see_no_evil 🙈 seedling 🌱 shield 🛡️ ship 🚢
shrug 🤷 simple_smile 🙂 skull 💀 slightly_frowning_face 🙁 slightly_smiling_face 🙂 smile 😄 smiley 😃
smiling_face_with_tear 🥲 smirk 😏 snowflake ❄️ sob 😭 sos 🆘 sparkles ✨ speech_balloon 💬 star ⭐ star2 🌟
stars 🌠 stop_sign 🛑 stopwatch ⏱️ sunglasses 😎 sunny ☀️ sweat 😓 sweat_smile 😅 tada 🎉 telescope 🔭
test_tube 🧪 thinking_face 🤔 thought_balloon 💭 thumbsdown 👎 thumbsup 👍 ticket 🎫 timer_clock ⏲️ toolbox 🧰
traffic_light 🚦 triangular_flag_on_post 🚩 trophy 🏆 truck 🚚 unlock 🔓 upside_down_face 🙃 v ✌️ vertical_traffic_light 🚦
warning ⚠️ wastebasket 🗑️ wave 👋 weary 😩 whale 🐳 white_check_mark ✅ white_circle ⚪ wink 😉 wrench 🔧 x ❌
yellow_heart 💛 yum 😋 zany_face 🤪 zap ⚡ zzz 💤
`;

/** By name, in the order in which a picker offers them: the alphabet's. */
export const EMOJI: ReadonlyMap<string, string> = new Map(
  [...NAMED.matchAll(/(\S+) (\S+)/gu)].map(([, name = '', sign = '']) => [name, sign]),
);

/** Text in which some names stand between colons. */
export type EmojiPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emoji'; readonly name: string; readonly sign: string };

const NAME = /(?<!\w):([\w+'-]+):(?!\w)/gu;

/** Splits at the known names; a time such as `10:30:45` is none. */
export function emojiPieces(text: string): readonly EmojiPiece[] {
  const pieces: EmojiPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(NAME)) {
    const [whole, name = ''] = match;
    const sign = EMOJI.get(name);
    if (sign === undefined) continue;
    if (match.index > end) pieces.push({ type: 'text', text: text.slice(end, match.index) });
    pieces.push({ type: 'emoji', name, sign });
    end = match.index + whole.length;
  }
  if (end < text.length) pieces.push({ type: 'text', text: text.slice(end) });
  return pieces;
}
