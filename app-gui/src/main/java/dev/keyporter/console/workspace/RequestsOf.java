package dev.keyporter.console.workspace;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.nav.Place;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
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
    open(workspace, filter, List.of(this));
  }

  /** Goes to the requests that a filter finds, of all these things. */
  public static void open(Workspace workspace, RequestFilter filter, List<RequestsOf> things) {
    workspace
        .background()
        .run(
            () -> {
              RequestFilter wanted = filter;
              for (RequestsOf of : things) {
                wanted =
                    wanted.and(workspace.database().requests().exactly(of.key, of.name, of.id));
              }
              return wanted;
            },
            wanted -> workspace.navigator().go(Place.Requests.of(wanted, workspace.times().zone())),
            failure -> workspace.notices().say(Failure.of(failure)));
  }
}
