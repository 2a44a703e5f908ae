package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsageGroup;
import java.util.Optional;

/** What groups are called. */
final class GroupNames {
  private static final Texts TEXTS = Texts.of(GroupNames.class);

  private GroupNames() {}

  static String of(UsageGroup group) {
    return switch (group) {
      case UsageGroup.All _ -> TEXTS.text("group.all");
      case UsageGroup.None _ -> TEXTS.text("group.none");
      case UsageGroup.Others _ -> TEXTS.text("group.others");
      case UsageGroup.OfModel model -> model.name();
      case UsageGroup.OfOrganization one -> deleted(one.name(), one.isDeleted());
      case UsageGroup.OfUser user -> deleted(user.name(), user.isDeleted());
      case UsageGroup.OfKey key -> deleted(key.name(), key.isDeleted());
    };
  }

  private static String deleted(String name, boolean isDeleted) {
    return isDeleted ? TEXTS.text("group.deleted", name) : name;
  }

  /** What tells a key apart beside its name; empty for anything else. */
  static Optional<String> lastFour(UsageGroup group) {
    if (!(group instanceof UsageGroup.OfKey key)) {
      return Optional.empty();
    }
    if (key.isDemo()) {
      return Optional.of(TEXTS.text("key.demo"));
    }
    return key.lastFour().isEmpty() ? Optional.empty() : Optional.of("••••" + key.lastFour());
  }
}
