import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after the request the first event of a stream arrives. {@code serve} is the provider: it
 * sends the first event at once and the rest 5 ms later, so that nothing can pass the first by
 * passing all. {@code measure} asks it directly and through the proxy, taking turns, and prints
 * both medians in milliseconds.
 */
class FirstEvent {
  private static final int WARM_UP = 300;
  private static final int TURNS = 300;
  private static final String RESPONSE = "{\"id\":\"resp_first\",\"model\":\"gpt-4o-mini\"}";
  private static final byte[] FIRST =
      chunk(
          "event: response.created\ndata: {\"type\":\"response.created\",\"response\":" + RESPONSE);
  private static final byte[] REST =
      concat(
          chunk(
              "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
                  + RESPONSE),
          "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

  public static void main(String[] args) throws IOException {
    if (args[0].equals("serve")) {
      serve();
    } else {
      measure(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static void serve() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    }
  }

  private static void answer(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      Reader in = new Reader(client.getInputStream());
      OutputStream out = client.getOutputStream();
      byte[] head =
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII);
      while (true) {
        in.skip(contentLength(in.upTo("\r\n\r\n")));
        out.write(concat(head, FIRST));
        out.flush();
        LockSupport.parkNanos(5_000_000);
        out.write(REST);
        out.flush();
      }
    } catch (IOException e) {
      // The client is done.
    }
  }

  private static void measure(int direct, int proxy) throws IOException {
    try (Client toProvider = new Client(direct);
        Client toProxy = new Client(proxy)) {
      long[] directly = new long[TURNS];
      long[] proxied = new long[TURNS];
      for (int i = -WARM_UP; i < TURNS; i++) {
        long one = toProvider.firstEventNanos();
        long other = toProxy.firstEventNanos();
        if (i >= 0) {
          directly[i] = one;
          proxied[i] = other;
        }
      }
      System.out.printf(Locale.ROOT, "%.3f %.3f%n", medianMillis(directly), medianMillis(proxied));
    }
  }

  private static double medianMillis(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1e6;
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private static byte[] chunk(String event) {
    byte[] bytes = (event + "}\n\n").getBytes(StandardCharsets.UTF_8);
    byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return concat(size, bytes, "\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] concat(byte[]... parts) {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** One kept connection. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final Reader in;
    private final byte[] request;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      in = new Reader(socket.getInputStream());
      String body =
          "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"input\":\""
              + "The sea. ".repeat(110)
              + "\"}";
      request =
          ("POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1:"
                  + port
                  + "\r\nAuthorization: Bearer "
                  + System.getenv("TOKEN")
                  + "\r\nX-User-ID: benchmark@example.com\r\nContent-Type: application/json"
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.US_ASCII);
    }

    long firstEventNanos() throws IOException {
      long before = System.nanoTime();
      socket.getOutputStream().write(request);
      String head = in.upTo("\r\n\r\n");
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new IOException("Not a stream: " + head.lines().findFirst().orElse(""));
      }
      in.upTo("\n\n");
      long nanos = System.nanoTime() - before;
      in.upTo("\r\n0\r\n\r\n");
      return nanos;
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads up to a mark, as much at a time as there is. */
  private static final class Reader {
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    Reader(InputStream in) {
      this.in = in;
    }

    String upTo(String mark) throws IOException {
      while (true) {
        String text = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(mark);
        if (at >= 0) {
          start += at + mark.length();
          return text.substring(0, at);
        }
        fill();
      }
    }

    void skip(int count) throws IOException {
      while (end - start < count) {
        fill();
      }
      start += count;
    }

    private void fill() throws IOException {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        throw new IOException("The connection ended.");
      }
      end += count;
    }
  }
}
