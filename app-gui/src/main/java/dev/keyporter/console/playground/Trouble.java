package dev.keyporter.console.playground;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.proxy.client.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a question, in words, and where it can be mended.
 *
 * @param help beside another try
 */
record Trouble(Failure failure, Help help) {
  /** What leads to the cause. */
  enum Help {
    NONE,
    START_PROXY,
    OPEN_KEYS,
    OPEN_USERS
  }

  private static final Texts TEXTS = Texts.of(Trouble.class);
  private static final Set<String> SAID = Set.of("upstream_unreachable", "upstream_timeout");
  private static final int SERVER_ERRORS = 500;

  /** What the console itself could not do. */
  static Trouble of(Exception exception) {
    return new Trouble(Failure.of(exception), Help.NONE);
  }

  /**
   * What a call ran into.
   *
   * @param isPasted whether the token is not the playground's own
   */
  static Trouble of(Problem problem, boolean isPasted) {
    return switch (problem) {
      case Problem.Unreachable _ -> say("unreachable", "", Help.START_PROXY);
      case Problem.Cut _ -> say("cut", "", Help.NONE);
      case Problem.Failed(@Nullable String _, String message) -> say("failed", message, Help.NONE);
      case Problem.Refused refused -> refused(refused, isPasted);
    };
  }

  private static Trouble refused(Problem.Refused refused, boolean isPasted) {
    String message = refused.message();
    String code = Objects.requireNonNullElse(refused.code(), "");
    return switch (refused.status()) {
      case 400 ->
          code.equals("provider_key_rejected")
              ? say("keyRejected", message, Help.OPEN_KEYS)
              : say("request", message, Help.NONE);
      case 401 -> say(isPasted ? "token.pasted" : "token", message, Help.NONE);
      case 403 ->
          switch (code) {
            case "no_api_key" -> say("noKey", message, Help.OPEN_KEYS);
            case "provider_key_inactive" -> say("keyInactive", message, Help.OPEN_KEYS);
            case "user_disabled" -> say("userDisabled", message, Help.OPEN_USERS);
            case "user_mismatch" -> say("userMismatch", message, Help.NONE);
            default -> say("forbidden", message, Help.OPEN_KEYS);
          };
      case 404 -> say("notFound", message, Help.NONE);
      case 413 -> say("tooLarge", message, Help.NONE);
      case 422 -> say("user", message, Help.NONE);
      case 429 -> tooMany(message, refused.retryAfter());
      // What Keyporter itself says there is the same in other words.
      case 502, 504 -> say("provider.unreachable", SAID.contains(code) ? "" : message, Help.NONE);
      case 503 ->
          switch (code) {
            case "record_unavailable" -> say("record", message, Help.NONE);
            case "access_unconfirmed" -> say("unconfirmed", message, Help.NONE);
            default -> say("provider", message, Help.NONE);
          };
      default ->
          say(refused.status() >= SERVER_ERRORS ? "provider" : "request", message, Help.NONE);
    };
  }

  private static Trouble tooMany(String message, @Nullable Duration wait) {
    Trouble trouble = say("tooMany", message, Help.NONE);
    return wait == null
        ? trouble
        : new Trouble(
            new Failure(
                trouble.failure().what(), TEXTS.text("tooMany.next.wait", wait.toSeconds())),
            Help.NONE);
  }

  private static Trouble say(String name, String message, Help help) {
    String what = TEXTS.text(name + ".what");
    return new Trouble(
        new Failure(message.isBlank() ? what : what + " " + message, TEXTS.text(name + ".next")),
        help);
  }
}
