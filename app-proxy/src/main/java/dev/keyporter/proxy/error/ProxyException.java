package dev.keyporter.proxy.error;

import org.jspecify.annotations.Nullable;

/** Carries a {@link ProxyError} to the one place that answers it. */
public final class ProxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProxyError error;
  private final boolean isOnRecord;

  public ProxyException(ProxyError error) {
    this(error, false, null);
  }

  private ProxyException(ProxyError error, boolean isOnRecord, @Nullable Throwable cause) {
    super(error.code(), cause);
    this.error = error;
    this.isOnRecord = isOnRecord;
  }

  /**
   * An error of a request that has a row, or gets one as soon as the database takes it.
   *
   * @param cause what nobody foresaw; null where the error says it all
   */
  public static ProxyException onRecord(ProxyError error, @Nullable Throwable cause) {
    return new ProxyException(error, true, cause);
  }

  public ProxyError error() {
    return error;
  }

  /** Whether a row tells of it; if not, it is counted. */
  public boolean isOnRecord() {
    return isOnRecord;
  }
}
