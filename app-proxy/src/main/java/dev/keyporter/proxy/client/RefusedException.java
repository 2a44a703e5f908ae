package dev.keyporter.proxy.client;

/** Proxy or provider answered with an error. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem.Refused problem;

  RefusedException(Problem.Refused problem) {
    super("Status " + problem.status());
    this.problem = problem;
  }

  /** What they answered. */
  public Problem.Refused problem() {
    return problem;
  }
}
