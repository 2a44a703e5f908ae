package dev.keyporter.proxy.export;

import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all requests a filter finds, page by page: no number of them is too many. */
public final class RequestWalk {
  /** Is told how far a walk came. */
  @FunctionalInterface
  public interface Progress {
    /** Lets a walk run to its end. */
    Progress UNWATCHED = (_, _) -> true;

    /**
     * Called several times a second, on the walking thread.
     *
     * @param found how many requests were found so far
     * @param reached the arrival time down to which everything was looked at; empty at the end
     * @return false to end the walk here
     */
    boolean goOn(long found, Optional<Instant> reached);
  }

  private final Requests requests;

  public RequestWalk(Requests requests) {
    this.requests = requests;
  }

  /**
   * Newest first.
   *
   * @param limit at most this many
   * @return how many there were; not all of them where {@code progress} ended the walk
   */
  public long each(
      RequestFilter filter, long limit, Consumer<RequestSummary> work, Progress progress) {
    RequestId next = null;
    long found = 0;
    boolean more;
    do {
      int wanted = (int) Math.min(limit - found, Requests.MAX_PAGE);
      RequestPage page = requests.page(filter, next, wanted);
      page.rows().forEach(work);
      found += page.rows().size();
      next = page.next();
      more = progress.goOn(found, page.reached());
    } while (more && next != null && found < limit);
    return found;
  }
}
