package dev.keyporter.proxy.payload;

/** A body is not what its {@code Content-Encoding} says, or unfolds beyond all bounds. */
public final class MalformedCodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedCodingException(String message) {
    super(message);
  }
}
