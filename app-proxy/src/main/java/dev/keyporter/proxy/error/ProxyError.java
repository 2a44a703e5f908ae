package dev.keyporter.proxy.error;

import org.jspecify.annotations.Nullable;

/**
 * Every error of our own, as the caller is told: each with its status, OpenAI's type, and a code of
 * its own. Messages say what to do next and hold no key, token or internal detail.
 */
public sealed interface ProxyError {
  /** HTTP status. */
  int status();

  /** OpenAI's error type. */
  String type();

  /** Names this error and no other. */
  String code();

  /** For people. */
  String message();

  /** The request parameter at fault, where there is one. */
  default @Nullable String param() {
    return null;
  }

  /** Whether a client that sends the request again can do no harm. */
  default boolean mayBeRepeated() {
    return true;
  }

  /** After how many seconds to send it again; 0 where nobody can tell. */
  default int retryAfterSeconds() {
    return 0;
  }

  /** The same in milliseconds, where it is known so well; else 0. */
  default long retryAfterMillis() {
    return 0;
  }

  /** The request is wrong in itself; status 400. */
  record InvalidRequest(String code, String message, @Nullable String param) implements ProxyError {
    @Override
    public int status() {
      return 400;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }
  }

  /** No token, or one that does not hold; status 401. */
  record Unauthenticated(String code, String message) implements ProxyError {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String type() {
      return "authentication_error";
    }
  }

  /** Known, but not allowed; status 403. */
  record Forbidden(String code, String message) implements ProxyError {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String type() {
      return "permission_error";
    }
  }

  /** Unknown or somebody else's; status 404. */
  record NotFound(String code, String message) implements ProxyError {
    @Override
    public int status() {
      return 404;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }
  }

  /**
   * More than a limit by the minute allows; status 429.
   *
   * @param type what there was too much of: {@code requests} or {@code tokens}
   * @param retryAfterMillis when the next one passes, in milliseconds
   */
  record RateLimited(String type, String message, long retryAfterMillis) implements ProxyError {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String code() {
      return "rate_limit_exceeded";
    }

    @Override
    public int retryAfterSeconds() {
      return (int) Math.ceilDiv(retryAfterMillis, 1000);
    }
  }

  /** More requests at once than a limit allows; status 429. */
  record TooManyAtOnce(String message) implements ProxyError {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String type() {
      return "requests";
    }

    @Override
    public String code() {
      return "concurrency_limit_exceeded";
    }

    @Override
    public int retryAfterSeconds() {
      return 1;
    }
  }

  /** A budget has too little left; status 429. */
  record BudgetExhausted(String message) implements ProxyError {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String type() {
      return "insufficient_quota";
    }

    @Override
    public String code() {
      return "insufficient_quota";
    }

    /** Clients that ask again by themselves after a 429 are told not to. */
    @Override
    public boolean mayBeRepeated() {
      return false;
    }
  }

  /** The body is over the limit; status 413. */
  record BodyTooLarge(long limitBytes) implements ProxyError {
    @Override
    public int status() {
      return 413;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public String code() {
      return "request_too_large";
    }

    @Override
    public String message() {
      return "The request body is over this proxy's limit of " + limitBytes + " bytes. Send less.";
    }
  }

  /** Nobody says who the user is; status 422. */
  record UserMissing() implements ProxyError {
    @Override
    public int status() {
      return 422;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public String code() {
      return "user_id_missing";
    }

    @Override
    public String message() {
      return "Send the header X-User-ID with the user's name, or use a token bound to one user.";
    }

    @Override
    public String param() {
      return "X-User-ID";
    }
  }

  /** The provider cannot be reached, broke off or took too long; status 502 or 504. */
  record UpstreamFailed(int status, String code, String message) implements ProxyError {
    @Override
    public String type() {
      return "upstream_error";
    }
  }

  /** The record cannot be written, so nothing is asked; status 503. */
  record RecordUnavailable() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "record_unavailable";
    }

    @Override
    public String message() {
      return "The request was not sent: its record cannot be written. Check the proxy's disk and"
          + " database, then try again.";
    }
  }

  /** The database has not answered for so long that nobody knows who may still ask; status 503. */
  record AccessUnconfirmed() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "access_unconfirmed";
    }

    @Override
    public String message() {
      return "The request was not sent: the database does not answer, so the proxy cannot tell"
          + " whether the token, the user and the key still hold. Try again in a moment.";
    }

    @Override
    public int retryAfterSeconds() {
      return 2;
    }
  }

  /** The provider was asked, and its answer cannot be recorded, so it is withheld; status 500. */
  record RecordIncomplete() implements ProxyError {
    @Override
    public int status() {
      return 500;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "record_incomplete";
    }

    @Override
    public String message() {
      return "The provider was asked, but its answer cannot be recorded and is withheld. Sending"
          + " the request again may cost a second time. Check the proxy's disk and database first.";
    }

    /** Clients that ask again by themselves after a 500 are told not to. */
    @Override
    public boolean mayBeRepeated() {
      return false;
    }
  }

  /** Bodies take all the memory there is for them; status 503. */
  record BodyMemoryExhausted() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "body_memory_exhausted";
    }

    @Override
    public String message() {
      return "The request was not sent: the proxy has too many large bodies in hand. Try again in"
          + " a moment.";
    }

    @Override
    public int retryAfterSeconds() {
      return 2;
    }
  }

  /** The provider was asked, and there is no memory to hold its answer; status 503. */
  record AnswerMemoryExhausted() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "answer_memory_exhausted";
    }

    @Override
    public String message() {
      return "The provider was asked, but the proxy has no memory left for its answer, which is"
          + " withheld. Sending the request again may cost a second time. Send fewer large"
          + " requests at once, or give the proxy more memory.";
    }

    /** Clients that ask again by themselves after a 503 are told not to. */
    @Override
    public boolean mayBeRepeated() {
      return false;
    }
  }

  /** The proxy ends before the answer came, although the provider was asked; status 503. */
  record Stopping() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "proxy_stopping";
    }

    @Override
    public String message() {
      return "The proxy was stopped before the provider's answer was whole. Send the request again"
          + " once it runs.";
    }

    @Override
    public int retryAfterSeconds() {
      return 5;
    }
  }

  /** The master key is lost or another one, so nobody can be recognized; status 503. */
  record SecretsUnreadable() implements ProxyError {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "master_key_unusable";
    }

    @Override
    public String message() {
      return "The proxy cannot check tokens: its master key is missing or another one. Whoever"
          + " looks after this Keyporter has to put the right one back.";
    }
  }

  /** The request has been here before: its key's base URL leads back; status 508. */
  record LoopDetected() implements ProxyError {
    @Override
    public int status() {
      return 508;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public String code() {
      return "loop_detected";
    }

    @Override
    public String message() {
      return "The request came back to the Keyporter that sent it: the base URL of a provider key"
          + " leads here. Store the key again with the provider's own base URL.";
    }

    @Override
    public boolean mayBeRepeated() {
      return false;
    }
  }

  /** HTTP itself is wrong, or nothing is there: what the server answers without asking a route. */
  record Unserved(int status, String code, String message) implements ProxyError {
    @Override
    public String type() {
      return "invalid_request_error";
    }
  }

  /** Our own fault; status 500. What went wrong stands in the log, not in the answer. */
  record Internal() implements ProxyError {
    @Override
    public int status() {
      return 500;
    }

    @Override
    public String type() {
      return "server_error";
    }

    @Override
    public String code() {
      return "internal_error";
    }

    @Override
    public String message() {
      return "The proxy failed on this request. Its log says where; trying again may help.";
    }
  }
}
