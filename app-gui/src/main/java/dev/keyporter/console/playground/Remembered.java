package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The settings of last time. Texts and tokens are not among them. */
final class Remembered {
  private static final String PREFIX = "playground.";

  private final Preferences preferences;

  Remembered(Preferences preferences) {
    this.preferences = preferences;
  }

  void keep(
      ParameterForm form, @Nullable Organization organization, String user, boolean continues) {
    if (organization != null) {
      set("organization", organization.id().toString());
    }
    set("user", user);
    set("model", form.model().strip());
    set("effort", Objects.requireNonNullElse(form.effort(), ""));
    set("maxOutputTokens", form.maxOutputTokens());
    set("temperature", form.temperature());
    set("topP", form.topP());
    set("stream", Boolean.toString(form.streamed()));
    set("continue", Boolean.toString(continues));
  }

  private void set(String name, String value) {
    preferences.set(PREFIX + name, value);
  }

  private String text(String name) {
    return preferences.text(PREFIX + name).orElse("");
  }

  @Nullable OrganizationId organization() {
    try {
      return new OrganizationId(UUID.fromString(text("organization")));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  String user() {
    return text("user");
  }

  String model() {
    return text("model");
  }

  String effort() {
    return text("effort");
  }

  String maxOutputTokens() {
    return text("maxOutputTokens");
  }

  String temperature() {
    return text("temperature");
  }

  String topP() {
    return text("topP");
  }

  boolean isStreamed() {
    return preferences.flag(PREFIX + "stream", true);
  }

  boolean continues() {
    return preferences.flag(PREFIX + "continue", true);
  }
}
