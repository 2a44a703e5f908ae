package dev.keyporter.console.connect;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.traffic.Requests;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for what a token sends. For one thread at a time. */
final class Arrivals {
  private static final int PAGE = 20;

  private final Requests requests;
  private final RequestFilter filter;
  private boolean isArmed;
  private @Nullable RequestSummary before;

  /**
   * What is known.
   *
   * @param before the newest request from before one waited
   * @param arrived the one that came; one that asks a model rather than for the list of them
   */
  record Look(@Nullable RequestSummary before, @Nullable RequestSummary arrived) {
    /** Whether nothing more can become of it. */
    boolean isFinal() {
      return arrived != null
          && arrived.model() != null
          && arrived.status() != RequestStatus.PENDING;
    }
  }

  /**
   * Waits from the first look on.
   *
   * @param isNew the token was issued just now, so that all it sent counts
   */
  Arrivals(Requests requests, AccessTokenId token, boolean isNew) {
    this.requests = requests;
    this.filter = RequestFilter.of(FilterTerm.Text.exactly(FilterKey.TOKEN, token.toString()));
    this.isArmed = isNew;
  }

  /** Looks whether something came. Blocks. */
  Look look() {
    Background.mayBlock();
    List<RequestSummary> newest = requests.page(filter, null, PAGE).rows();
    if (!isArmed) {
      isArmed = true;
      before = newest.isEmpty() ? null : newest.getFirst();
    }
    RequestSummary last = before;
    List<RequestSummary> arrived =
        newest.reversed().stream()
            .filter(one -> last == null || one.id().compareTo(last.id()) > 0)
            .toList();
    RequestSummary greeted =
        arrived.stream()
            .filter(one -> one.model() != null)
            .findFirst()
            .orElse(arrived.isEmpty() ? null : arrived.getFirst());
    return new Look(last, greeted);
  }
}
