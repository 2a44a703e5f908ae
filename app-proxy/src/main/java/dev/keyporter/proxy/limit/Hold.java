package dev.keyporter.proxy.limit;

import java.util.List;

/** What one admitted request holds of its limits until it ends. */
public final class Hold {
  private final Limiter limiter;
  final Asked asked;

  /** Changed by the thread of its request alone. */
  Estimate estimate;

  /** Empty once it has ended. */
  private List<Use> uses;

  Hold(Limiter limiter, Asked asked, Estimate estimate, List<Use> uses) {
    this.limiter = limiter;
    this.asked = asked;
    this.estimate = estimate;
    this.uses = uses;
  }

  List<Use> takeUses() {
    List<Use> taken = uses;
    uses = List.of();
    return taken;
  }

  /**
   * So many events of its answer have come, each about a token: where that is more than was
   * reserved, twice as much is reserved from then on. It goes on, and less is left for others.
   */
  public void streamed(long events) {
    if (events > estimate.output() && asked.isCharged()) {
      limiter.grow(this, 2 * events);
    }
  }

  List<Use> uses() {
    return uses;
  }

  /** Gives everything back, unless it has ended: the provider was not asked. */
  public void release() {
    limiter.release(this);
  }
}
