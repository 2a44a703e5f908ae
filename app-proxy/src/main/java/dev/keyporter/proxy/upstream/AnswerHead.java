package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Status line and headers of an answer, and what they say of its framing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
record AnswerHead(int minorVersion, int status, HeaderLines headers) {
  /** All headers together, in octets; real providers stay below a quarter of it. */
  private static final int MAX_SIZE = 64 * 1024;

  /** How many interim heads may come; nobody sends more than two. */
  private static final int MAX_INTERIM = 32;

  /** The connection speaks another protocol from here on. */
  static final int SWITCHING_PROTOCOLS = 101;

  /** Reads the final head; interim ones (1xx) are passed over. */
  static AnswerHead read(Connection connection) throws IOException {
    for (int interim = 0; interim <= MAX_INTERIM; interim++) {
      AnswerHead head = readOne(connection);
      if (head.status >= 200) {
        return head;
      }
      if (head.status == SWITCHING_PROTOCOLS) {
        throw new ProtocolException("The provider changed the protocol unasked.");
      }
    }
    throw new ProtocolException("The answer has no end of interim heads.");
  }

  /** Reads the head that answers the wish for another protocol: 101, or the final one. */
  static AnswerHead readOfUpgrade(Connection connection) throws IOException {
    for (int interim = 0; interim <= MAX_INTERIM; interim++) {
      AnswerHead head = readOne(connection);
      if (head.status >= 200 || head.status == SWITCHING_PROTOCOLS) {
        return head;
      }
    }
    throw new ProtocolException("The answer has no end of interim heads.");
  }

  private static AnswerHead readOne(Connection connection) throws IOException {
    String line = connection.readLine(MAX_SIZE);
    boolean isStatusLine =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && isDigit(line.charAt(7))
            && line.charAt(8) == ' '
            && line.charAt(9) != '0'
            && isDigit(line.charAt(9))
            && isDigit(line.charAt(10))
            && isDigit(line.charAt(11))
            && (line.length() == 12 || line.charAt(12) == ' ');
    if (!isStatusLine) {
      throw new ProtocolException("The answer does not begin with a status line.");
    }
    int status = Integer.parseInt(line, 9, 12, 10);
    return new AnswerHead(line.charAt(7) - '0', status, readHeaders(connection));
  }

  private static HeaderLines readHeaders(Connection connection) throws IOException {
    List<HeaderLine> headers = new ArrayList<>();
    int left = MAX_SIZE;
    while (true) {
      String line = connection.readLine(left);
      if (line.isEmpty()) {
        return new HeaderLines(headers);
      }
      left -= line.length();
      int colon = line.indexOf(':');
      boolean isFolded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (isFolded && !headers.isEmpty()) {
        HeaderLine last = headers.removeLast();
        headers.add(new HeaderLine(last.name(), (last.value() + " " + strip(line)).strip()));
      } else if (colon > 0 && !isFolded) {
        headers.add(
            new HeaderLine(line.substring(0, colon).strip(), strip(line.substring(colon + 1))));
      } else {
        throw new ProtocolException("A header line has no name.");
      }
    }
  }

  /** Whether the body comes in chunks, whatever else is said of its length. */
  boolean isChunked() throws ProtocolException {
    List<String> codings = headers.tokens("Transfer-Encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (codings.size() == 1 && codings.getFirst().equals("chunked")) {
      return true;
    }
    throw new ProtocolException("The transfer encoding is not chunked.");
  }

  /** Announced length of the body in bytes, or -1 where none is announced. */
  long contentLength() throws ProtocolException {
    Set<String> lengths = new TreeSet<>(headers.tokens("Content-Length"));
    if (lengths.isEmpty()) {
      return -1;
    }
    String length = lengths.iterator().next();
    if (lengths.size() > 1
        || length.length() > 18
        || !length.chars().allMatch(AnswerHead::isDigit)) {
      throw new ProtocolException("The content length is not one number.");
    }
    return Long.parseLong(length);
  }

  /** Whether the connection may carry another exchange after this one. */
  boolean keepsAlive() {
    List<String> options = headers.tokens("Connection");
    if (options.contains("close")) {
      return false;
    }
    return minorVersion >= 1 || options.contains("keep-alive");
  }

  /** Whether an answer of this status to this method has no body, whatever its headers say. */
  boolean isBodiless(String method) {
    return method.equals("HEAD") || status == 204 || status == 304;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Optional white space of HTTP is space and tab alone. */
  private static String strip(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && (value.charAt(start) == ' ' || value.charAt(start) == '\t')) {
      start++;
    }
    while (end > start && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == '\t')) {
      end--;
    }
    return value.substring(start, end);
  }
}
