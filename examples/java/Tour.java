import java.util.Map;

/**
 * What else the client in {@code Client.java} can do, and every error with what to do about it.
 *
 * <pre>java examples/java/Tour.java</pre>
 */
class Tour {
  static void main() {
    Client.run(Tour::tour);
  }

  private static void tour() {
    Client.warnIfExpiring(Client.JWT_TOKEN);
    IO.println("=== Tour ===\n");
    try (var client = new Client(Client.JWT_TOKEN, Client.USER_ID);
        var stranger = new Client("not-a-token", Client.USER_ID);
        var other = new Client(Client.JWT_TOKEN, "someone-else@example.com");
        var nameless = new Client(Client.JWT_TOKEN, "")) {
      IO.println("1. A session of your own:");
      client.sessionId("my-custom-session-123");
      client.createResponse("Hello", Map.of());
      IO.println("Session ID: " + client.sessionId() + "\n");

      IO.println("2. Another model, with parameters:");
      var response =
          client.createResponse(
              "What is the capital of France?",
              Map.of(
                  "model", "gpt-4o", "temperature", 0.5, "max_output_tokens", 1000, "top_p", 0.9));
      IO.println("Response: " + Client.textOf(response));
      IO.println("Model: " + response.get("model") + "\n");

      var id = (String) response.get("id");
      IO.println("3. Retrieving a response:");
      IO.println("Response: " + Client.textOf(client.getResponse(id)) + "\n");

      IO.println("4. Going on from a response:");
      var followUp = client.createResponse("And of Spain?", Map.of("previous_response_id", id));
      IO.println("Response: " + Client.textOf(followUp) + "\n");

      IO.println("5. Errors, and what to do about them:");
      showError(400, () -> client.rateResponse(id, 5, "Five stars."));
      showError(401, stranger::listModels);
      showError(403, other::listModels);
      showError(404, () -> client.getResponse("resp_unknown"));
      showError(422, nameless::listModels);

      IO.println("\n6. Trying again, since only the demo provider fails when asked to:");
      showError(429, () -> client.createResponse("error:429", Map.of()));
    }
    IO.println("\n=== Tour Complete ===");
  }

  private static void showError(int status, Runnable call) {
    try {
      call.run();
      IO.println(status + ": not with this token and key");
    } catch (Client.ProxyException e) {
      IO.println(e.status + " " + e.code + ": " + e.getMessage());
      IO.println("    " + e.hint());
    }
  }
}
