package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.traffic.RatingOverview;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.RequestId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way from one bad answer to the next. */
final class BadAnswers {
  private final Workspace workspace;
  private final Consumer<RequestId> found;

  /**
   * @param found gets the next one, where there is one
   */
  BadAnswers(Workspace workspace, Consumer<RequestId> found) {
    this.workspace = workspace;
    this.found = found;
  }

  /**
   * Looks for the next one.
   *
   * @param bad the bad ones
   * @param from where to start; null for the newest
   */
  void step(RatingFilter bad, @Nullable RequestId from, boolean isOlder) {
    RatingOverview overview = workspace.database().ratingOverview();
    RequestId here = from == null ? new RequestId(Long.MAX_VALUE) : from;
    workspace
        .background()
        .run(
            () -> isOlder ? overview.older(bad, here) : overview.newer(bad, here),
            next -> next.ifPresent(found),
            failure -> workspace.notices().say(Failure.of(failure)));
  }
}
