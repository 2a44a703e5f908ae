package dev.keyporter.console.ratings;

/** How a rating is sent. */
final class RatingCommand {
  private RatingCommand() {}

  /** The command, for a shell like bash; both variables are the reader's to set. */
  static String of(String baseUrl) {
    return """
    curl "%s/responses/$RESPONSE_ID/rate" \\
      -H "Authorization: Bearer $KEYPORTER_TOKEN" \\
      -H 'Content-Type: application/json' \\
      -d '{"rating": 1, "feedback": "Just right."}'
    """
        .formatted(baseUrl);
  }
}
