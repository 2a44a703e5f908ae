import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * What requests take on disk. {@code serve} is the provider: it answers with 2 KB of words. {@code
 * desk} asks through the proxy every 30 ms with 1 KB, {@code agent} as a coding agent does, which
 * sends all that was said each turn and 4 KB more, and {@code chat} the same with another route,
 * without the id of a session, and with the answers that came. Each prints one line: bytes sent and
 * received, and requests.
 */
class Disk {
  private static final long PACE_NANOS = 30_000_000;
  private static final int TURNS = 80;
  private static final String CHAT = "chat/completions";
  private static final Random RANDOM = new Random(5);
  private static final String[] WORDS = words();

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "serve" -> serve();
      case "desk" -> desk(client(args), Long.parseLong(args[3]));
      case "agent" -> agent(client(args), Integer.parseInt(args[3]));
      case "chat" -> chat(client(args), Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Some often, most rarely, as in a language. */
  private static String[] words() {
    var words = new String[3000];
    for (int i = 0; i < words.length; i++) {
      int length = 2 + RANDOM.nextInt(9);
      words[i] =
          RANDOM
              .ints(length, 'a', 'z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
    return words;
  }

  private static synchronized String text(int length) {
    var text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(WORDS[(int) (WORDS.length * Math.pow(RANDOM.nextDouble(), 2.5))]).append(' ');
    }
    return text.toString();
  }

  private static void serve() throws IOException {
    // The same words, but no text that a client sends, too.
    RANDOM.setSeed(17);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean isChat = exchange.getRequestURI().getPath().endsWith(CHAT);
          byte[] answer = (isChat ? chatAnswer() : answer()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static String answer() {
    return """
    {"id":"resp_%032x","object":"response","status":"completed","model":"gpt-4o-mini-2024-07-18",\
    "output":[{"type":"message","id":"msg_%016x","role":"assistant",\
    "content":[{"type":"output_text","text":"%s"}]}],\
    "usage":{"input_tokens":250,"output_tokens":400,"total_tokens":650}}\
    """
        .formatted(RANDOM.nextLong(), RANDOM.nextLong(), text(1700));
  }

  private static String chatAnswer() {
    return """
    {"id":"chatcmpl-%032x","object":"chat.completion","model":"gpt-4o-mini-2024-07-18",\
    "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":250,"completion_tokens":400,"total_tokens":650}}\
    """
        .formatted(RANDOM.nextLong(), text(1700));
  }

  private record Client(HttpClient http, String address, String token) {
    String send(String path, String body, String... headers)
        throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("X-User-ID", "bench")
              .POST(BodyPublishers.ofString(body));
      if (headers.length > 0) {
        request.headers(headers);
      }
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return answer.body();
    }

    /** Returns the answer's length in bytes. */
    int ask(String body, String session) throws IOException, InterruptedException {
      return send("/v1/responses", body, "session_id", session).length();
    }
  }

  private static Client client(String[] args) {
    return new Client(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), args[1], args[2]);
  }

  private static void desk(Client client, long seconds) throws Exception {
    long start = System.nanoTime();
    long next = start;
    long bytes = 0;
    int requests = 0;
    while (System.nanoTime() - start < seconds * 1_000_000_000L) {
      String body = "{\"model\":\"gpt-4o-mini\",\"input\":\"" + text(950) + "\"}";
      bytes += body.length() + client.ask(body, "desk-" + requests / 10);
      requests++;
      next += PACE_NANOS;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
    System.out.println(bytes + " " + requests);
  }

  private static void agent(Client client, int sessions) throws Exception {
    long bytes = 0;
    for (int session = 0; session < sessions; session++) {
      var items = new StringBuilder();
      for (int turn = 0; turn < TURNS; turn++) {
        items.append(turn == 0 ? "" : ",").append(item("user", "input_text", text(2400)));
        String body = "{\"model\":\"gpt-4o-mini\",\"input\":[" + items + "]}";
        bytes += body.length() + client.ask(body, "agent-" + session);
        items.append(',').append(item("assistant", "output_text", text(1600)));
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
    System.out.println(bytes + " " + sessions * TURNS);
  }

  private static void chat(Client client, int sessions) throws Exception {
    long bytes = 0;
    for (int session = 0; session < sessions; session++) {
      var messages = new StringBuilder();
      for (int turn = 0; turn < TURNS; turn++) {
        messages.append(turn == 0 ? "" : ",").append(message("user", text(2400)));
        String body = "{\"model\":\"gpt-4o-mini\",\"messages\":[" + messages + "]}";
        String answer = client.send("/v1/" + CHAT, body);
        bytes += body.length() + answer.length();
        String said = answer.replaceFirst(".*\"content\":\"([^\"]*)\".*", "$1");
        messages.append(',').append(message("assistant", said));
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
    System.out.println(bytes + " " + sessions * TURNS);
  }

  private static String message(String role, String content) {
    return "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, content);
  }

  private static String item(String role, String type, String text) {
    return "{\"role\":\"%s\",\"content\":[{\"type\":\"%s\",\"text\":\"%s\"}]}"
        .formatted(role, type, text);
  }
}
