package dev.keyporter.console.inspector;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to do about a request that failed. */
enum NextStep {
  SHORTEN,
  REPLACE_KEY,
  TOP_UP,
  SLOW_DOWN,
  CHOOSE_MODEL,
  ALLOW,
  CORRECT,
  TRY_AGAIN,
  LEFT,
  RESTARTED;

  static NextStep of(RequestSummary request) {
    if (request.status() == RequestStatus.CANCELLED) {
      return LEFT;
    }
    if (request.status() == RequestStatus.INTERRUPTED) {
      return RESTARTED;
    }
    String code = request.errorCode() == null ? "" : request.errorCode().toLowerCase(Locale.ROOT);
    return switch (code) {
      case "context_length_exceeded", "request_too_large", "string_above_max_length" -> SHORTEN;
      case "invalid_api_key", "authentication_error" -> REPLACE_KEY;
      case "insufficient_quota", "billing_hard_limit_reached" -> TOP_UP;
      case "rate_limit_exceeded", "rate_limit_error" -> SLOW_DOWN;
      case "model_not_found" -> CHOOSE_MODEL;
      default -> byStatus(request.httpStatus());
    };
  }

  private static NextStep byStatus(@Nullable Integer status) {
    return switch (status) {
      case null -> TRY_AGAIN;
      case 401 -> REPLACE_KEY;
      case 403 -> ALLOW;
      case 429 -> SLOW_DOWN;
      case 413 -> SHORTEN;
      case Integer other when other >= 400 && other < 500 -> CORRECT;
      default -> TRY_AGAIN;
    };
  }

  String textName() {
    return "next." + name().toLowerCase(Locale.ROOT);
  }
}
