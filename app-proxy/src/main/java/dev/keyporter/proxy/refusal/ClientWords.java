package dev.keyporter.proxy.refusal;

import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import java.util.regex.Pattern;

/** What a stranger says of itself, as it may be kept and shown. */
final class ClientWords {
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");

  /** What the API's own paths consist of; an id or a secret that strayed into one has digits. */
  private static final Pattern WORD = Pattern.compile("[a-z_]{1,20}");

  /** A token of ours, a provider's key, or another long run that nobody should read. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)(?<![a-z0-9])(?:eyJ|sk-)\\S*|[\\w.~+/=-]{40,}");

  private ClientWords() {}

  /** The first words of a {@code User-Agent}: printable ASCII, nothing that may be a secret. */
  static String program(String userAgent) {
    String start = userAgent.substring(0, Math.min(userAgent.length(), 512));
    String clean = start.replaceAll("[^ -~]", "?").strip();
    String discreet = SECRET.matcher(clean).replaceAll("***");
    return discreet.substring(0, Math.min(discreet.length(), RefusalGroup.MAX_PROGRAM)).strip();
  }

  /**
   * Method and path, as far as they are words of the API: {@code GET /v1/responses/…}. The path is
   * left out where nothing is known of it.
   */
  static String path(String method, String path) {
    String verb = METHOD.matcher(method).matches() ? method : "?";
    if (path.isEmpty()) {
      return "";
    }
    var kept = new StringBuilder(verb).append(' ');
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      String segment = segments[i];
      boolean isWord = WORD.matcher(segment).matches() || segment.equals("v1");
      if (!isWord || kept.length() + segment.length() + 2 >= RefusalCount.MAX_PATH) {
        return kept.append("/…").toString();
      }
      kept.append('/').append(segment);
    }
    return kept.toString();
  }
}
