package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Part;
import dev.keyporter.proxy.transcript.Transcript;
import dev.keyporter.proxy.transcript.Turn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first request that was answered, as long as it is the only one.
 *
 * @param question its beginning; empty where it is not on record
 * @param answer its beginning; empty where it is not on record
 */
record FirstAnswer(RequestSummary request, String question, String answer) {
  /** With so many requests on record, whoever looks is past the first. */
  private static final int MANY = 10;

  /** In characters. */
  private static final int SHOWN = 300;

  /** Looks; blocks. */
  static Optional<FirstAnswer> read(Database database) {
    Background.mayBlock();
    List<RequestSummary> rows = database.requests().page(RequestFilter.ALL, null, MANY).rows();
    List<RequestSummary> answered =
        rows.stream().filter(row -> row.status() == RequestStatus.COMPLETED).toList();
    return rows.size() == MANY || answered.size() != 1
        ? Optional.empty()
        : Optional.of(of(database, answered.getFirst()));
  }

  private static FirstAnswer of(Database database, RequestSummary request) {
    Transcript said =
        database.requests().exchange(request.id()).map(Transcript::of).orElse(Transcript.NOTHING);
    List<Turn> prompt = said.prompt();
    return new FirstAnswer(
        request, prompt.isEmpty() ? "" : words(List.of(prompt.getLast())), words(said.answer()));
  }

  private static String words(List<Turn> turns) {
    String text =
        turns.stream()
            .flatMap(turn -> turn.parts().stream())
            .map(part -> part instanceof Part.Text(String words) ? words : "")
            .collect(Collectors.joining(" "))
            .strip();
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }
}
