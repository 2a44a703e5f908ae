package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the table says of a request. */
final class RequestWords {
  private static final Texts TEXTS = Texts.of(RequestWords.class);

  private RequestWords() {}

  /** How it stands, with the reason where it failed. */
  static String state(RequestSummary request) {
    String state = TEXTS.text("state." + request.status().label());
    String code = request.errorCode();
    return code == null ? state : state + ": " + code;
  }

  /**
   * How it ended, on one line: the HTTP status, and of what did not end well the error's code, its
   * message where it has none, or how it stands.
   */
  static String result(RequestSummary request) {
    String status = request.httpStatus() == null ? "" : request.httpStatus().toString();
    return switch (request.status()) {
      case PENDING -> "";
      case COMPLETED -> status;
      case FAILED, CANCELLED, INTERRUPTED -> (status + " " + reason(request)).strip();
    };
  }

  private static String reason(RequestSummary request) {
    String message = request.errorMessage();
    if (request.errorCode() != null) {
      return request.errorCode();
    }
    return message == null
        ? TEXTS.text("state." + request.status().label())
        : message.lines().findFirst().orElse("");
  }

  /** The same with the error's message; empty where there is none. */
  static String wholeResult(RequestSummary request) {
    String message = request.errorMessage();
    if (message == null) {
      return "";
    }
    String result = result(request);
    return result.endsWith(message) ? result : result + ": " + message;
  }

  /** The model, and of a request that names none, where it went. */
  static String model(RequestSummary request) {
    if (request.model() != null) {
      return request.model();
    }
    return Objects.requireNonNullElseGet(
        request.servedModel(),
        () -> request.target() == null ? Figures.NONE : request.target().path());
  }

  static String tokens(RequestSummary request, ToLongFunction<TokenUsage> which) {
    TokenUsage usage = request.usage();
    return usage == null ? Figures.NONE : Figures.count(which.applyAsLong(usage));
  }

  /** How far back was looked. */
  static String lookedBack(String date) {
    return TEXTS.text("lookedBack", date);
  }

  /** What the button that pauses and resumes does now. */
  static String pause(boolean isPaused) {
    return TEXTS.text(isPaused ? "resume" : "pause");
  }

  static FontIcon pauseIcon(boolean isPaused) {
    return Icons.of(isPaused ? "fth-play" : "fth-pause", IconSize.STATE);
  }

  static String or(@Nullable Object value) {
    return value == null ? Figures.NONE : value.toString();
  }
}
