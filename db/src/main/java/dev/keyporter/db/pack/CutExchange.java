package dev.keyporter.db.pack;

import org.jspecify.annotations.Nullable;

/**
 * What a request said, ready for its pack. Made on the request's own thread: the one that writes
 * only asks which pieces are new.
 *
 * @param request null where the body and its text are stored by themselves
 * @param response null where the body and its text are stored by themselves
 */
public record CutExchange(@Nullable Cut request, @Nullable Cut response) {
  /** With a body of so many bytes it is worth a pack. */
  private static final int SMALLEST = 4 << 10;

  /** What a piece takes in memory, in bytes. */
  private static final long PIECE_WEIGHT = 100;

  /**
   * Cuts what was said.
   *
   * @return null where nothing goes to a pack
   */
  public static @Nullable CutExchange of(
      byte[] requestBody,
      byte[] responseBody,
      @Nullable String promptText,
      @Nullable String answerText) {
    if (requestBody.length < SMALLEST && responseBody.length < SMALLEST) {
      return null;
    }
    Cut request = Cut.of(requestBody, promptText);
    Cut response = Cut.of(responseBody, answerText);
    return request == null && response == null ? null : new CutExchange(request, response);
  }

  /** How many parts its texts have. */
  int texts() {
    return (request == null ? 0 : request.text().parts().size())
        + (response == null ? 0 : response.text().parts().size());
  }

  /** Roughly the memory it takes beside the bodies and texts, in bytes. */
  public long weight() {
    return PIECE_WEIGHT
        * ((request == null ? 0 : request.size()) + (response == null ? 0 : response.size()));
  }
}
