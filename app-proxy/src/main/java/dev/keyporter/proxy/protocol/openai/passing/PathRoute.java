package dev.keyporter.proxy.protocol.openai.passing;

import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.protocol.openai.Ids;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a path is called in the record, and what it names. Words of OpenAI's API make the name, so
 * that there are only so many of them; what is no such word is an id.
 *
 * @param segments decoded
 * @param words those of them that are words of the API
 * @param ids the others
 */
record PathRoute(String method, List<String> segments, List<String> words, List<String> ids) {
  /** What an API has that is not known here. */
  private static final String UNKNOWN = "other";

  private static final Set<String> COLLECTIONS =
      Set.of(
          "assistants",
          "audio",
          "batches",
          "chat",
          "completions",
          "containers",
          "conversations",
          "embeddings",
          "evals",
          "files",
          "fine_tuning",
          "images",
          "models",
          "moderations",
          "organization",
          "projects",
          "realtime",
          "responses",
          "skills",
          "threads",
          "uploads",
          "vector_stores",
          "videos");

  private static final Set<String> PARTS =
      Set.of(
          "accept",
          "alpha",
          "calls",
          "cancel",
          "characters",
          "checkpoints",
          "client_secrets",
          "compact",
          "complete",
          "completions",
          "content",
          "edits",
          "events",
          "extensions",
          "file_batches",
          "files",
          "generations",
          "graders",
          "hangup",
          "input_items",
          "input_tokens",
          "items",
          "jobs",
          "messages",
          "output_items",
          "parts",
          "pause",
          "permissions",
          "refer",
          "reject",
          "remix",
          "resume",
          "run",
          "runs",
          "search",
          "sessions",
          "speech",
          "steps",
          "submit_tool_outputs",
          "transcription_sessions",
          "transcriptions",
          "translations",
          "validate",
          "variations",
          "versions",
          "voice_consents",
          "voices");

  /** Collections in which making something costs nothing by itself. */
  private static final Set<String> FREE =
      Set.of(
          "assistants",
          "chat",
          "conversations",
          "files",
          "models",
          "moderations",
          "organization",
          "projects",
          "responses",
          "skills",
          "uploads",
          "vector_stores");

  /** What is done to something, or put into it, at no cost. */
  private static final Set<String> FREE_PARTS =
      Set.of(
          "cancel",
          "client_secrets",
          "files",
          "hangup",
          "messages",
          "pause",
          "permissions",
          "reject",
          "resume",
          "sessions",
          "transcription_sessions",
          "validate",
          "voice_consents");

  /**
   * @param path after the prefix, as it came
   */
  static PathRoute of(String method, String path) {
    List<String> segments =
        Stream.of(path.split("/", -1)).filter(s -> !s.isEmpty()).map(PathRoute::decoded).toList();
    var words = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      // A model may be called anything.
      boolean isWord =
          i == 0
              ? COLLECTIONS.contains(segment)
              : PARTS.contains(segment) && !segments.getFirst().equals("models");
      (isWord ? words : ids).add(segment);
    }
    return new PathRoute(method, segments, words, ids);
  }

  PathRoute {
    segments = List.copyOf(segments);
    words = List.copyOf(words);
    ids = ids.stream().filter(id -> id.length() <= Ids.MAX_CHARS).toList();
  }

  Route route() {
    boolean isKnown = !words.isEmpty() && words.getFirst().equals(segments.getFirst());
    String label =
        isKnown ? String.join(".", words.subList(0, Math.min(3, words.size()))) : UNKNOWN;
    return new Route(label, isCharged(isKnown));
  }

  /** Whether it costs something, as far as can be told: what is not known may. */
  private boolean isCharged(boolean isKnown) {
    if (!method.equals("POST")) {
      return false;
    }
    return !isKnown || !(FREE.contains(words.getFirst()) || FREE_PARTS.contains(words.getLast()));
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment;
    }
  }
}
