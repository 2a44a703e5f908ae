package dev.keyporter.console.workspace;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.nav.Place;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.TextMatch;
import java.util.List;
import java.util.UUID;

/**
 * The way from one thing to its requests, and to no other's of the same name.
 *
 * @param key what it is: ORG, USER, KEY or TOKEN
 */
public record RequestsOf(FilterKey key, String name, UUID id) {
  /** Those and no others, for the database; people read it in {@link #open}. */
  public FilterTerm term() {
    return FilterTerm.Text.exactly(key, id.toString());
  }

  /** Goes to those of them that a filter finds. */
  public void open(Workspace workspace, RequestFilter filter) {
    open(workspace, filter, List.of(this), List.of());
  }

  /**
   * Goes to the requests that a filter finds, of all these things.
   *
   * @param except of none of these, which are of one kind
   */
  public static void open(
      Workspace workspace, RequestFilter filter, List<RequestsOf> things, List<RequestsOf> except) {
    workspace
        .background()
        .run(
            () -> filter(workspace.database().requests(), filter, things, except),
            wanted -> workspace.navigator().go(Place.Requests.of(wanted, workspace.times().zone())),
            failure -> workspace.notices().say(Failure.of(failure)));
  }

  /** That filter, as people read it; blocks. */
  public static RequestFilter filter(
      Requests requests, RequestFilter filter, List<RequestsOf> things, List<RequestsOf> except) {
    RequestFilter wanted = filter;
    for (RequestsOf of : things) {
      wanted = wanted.and(of.exactly(requests));
    }
    if (!except.isEmpty()) {
      List<TextMatch> others =
          except.stream().flatMap(of -> of.exactly(requests).anyOf().stream()).toList();
      wanted = wanted.and(new FilterTerm.Text(except.getFirst().key, true, others));
    }
    return wanted;
  }

  private FilterTerm.Text exactly(Requests requests) {
    return requests.exactly(key, name, id);
  }
}
