package dev.keyporter.proxy.error;

/** Carries a {@link ProxyError} to the one place that answers it. */
public final class ProxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProxyError error;

  public ProxyException(ProxyError error) {
    super(error.code());
    this.error = error;
  }

  public ProxyError error() {
    return error;
  }
}
