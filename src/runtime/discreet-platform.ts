import { redactedCard } from '../chat/redacted-card.ts';
import { shownText } from '../domain/shown-text.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';

/**
 * The platform, told no secrets: all that the bot posts goes through here, so no card, file or word
 * to one person holds one, whatever people, models or the cluster wrote.
 */
export function createDiscreetPlatform(platform: ChatPlatform): ChatPlatform {
  return {
    platform: platform.platform,
    post: (message) => platform.post({ ...message, card: redactedCard(message.card) }),
    update: (reference, message) =>
      platform.update(reference, { ...message, card: redactedCard(message.card) }),
    tell: (message) => platform.tell({ ...message, card: redactedCard(message.card) }),
    showHome: (viewer, card) => platform.showHome(viewer, redactedCard(card)),
    showWorking: (place, isWorking) => platform.showWorking(place, isWorking),
    isDirect: (place) => platform.isDirect(place),
    upload: (file) => platform.upload({ ...file, content: shownText(file.content) }),
    find: (place, deliveryId) => platform.find(place, deliveryId),
    hasFile: (place, name) => platform.hasFile(place, name),
    directPlace: (actor) => platform.directPlace(actor),
    channelPlace: (channel) => platform.channelPlace(channel),
    permalink: (message) => platform.permalink(message),
    person: (actor) => platform.person(actor),
    groupMembers: (groupId) => platform.groupMembers(groupId),
  };
}
