package dev.keyporter.proxy.protocol.openai.passing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a form as it passes, piece by piece, and passes over its files.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartScan {
  /** Of a longer field no more is read. */
  private static final int MAX_FIELD_BYTES = 64 << 10;

  private static final int MAX_HEADER_BYTES = 16 << 10;

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,200})\"|([^;\\s\"]{1,200}))");
  private static final Pattern NAME =
      Pattern.compile("(?i)[;\\s]name=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");
  private static final Pattern FILE = Pattern.compile("(?i)[;\\s]filename\\*?=");

  private enum Place {
    /** Before the first part. */
    PREAMBLE,
    /** On the delimiter's own line. */
    DELIMITER,
    HEADERS,
    FIELD,
    /** In a file, or in what is too long to be read. */
    FILE,
    /** After the last part. */
    END
  }

  /**
   * A line break and the boundary. Senders end lines with CRLF; with LF alone, what a lenient
   * provider would find is found, too.
   */
  private final byte[] delimiter;

  private final BiConsumer<String, String> fields;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private Place place = Place.PREAMBLE;
  private String name = "";

  /** How much of the delimiter the last bytes are; the first may stand without its line break. */
  private int matched = 1;

  private boolean isLineEmpty;

  private MultipartScan(String boundary, BiConsumer<String, String> fields) {
    this.delimiter = ("\n--" + boundary).getBytes(UTF_8);
    this.fields = fields;
  }

  /**
   * A reader for the form that a content type announces; null where it announces none.
   *
   * @param fields is told each field's name and value once its end has passed
   */
  static @Nullable MultipartScan of(String contentType, BiConsumer<String, String> fields) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
        || !boundary.find()) {
      return null;
    }
    return new MultipartScan(
        boundary.group(1) == null ? boundary.group(2) : boundary.group(1), fields);
  }

  void read(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      switch (place) {
        case PREAMBLE, FILE -> {
          if (follows(b)) {
            begin(Place.DELIMITER);
            readDelimiter(b);
          }
        }
        case DELIMITER -> readDelimiter(b);
        case HEADERS -> readHeaders(b);
        case FIELD -> readField(b);
        case END -> {
          return;
        }
      }
    }
  }

  /**
   * Whether this byte follows a delimiter: what goes on in another way was none. A line break
   * stands nowhere within one.
   */
  private boolean follows(byte b) {
    boolean isWhole = matched == delimiter.length;
    if (isWhole && (b == '\r' || b == '\n' || b == '-' || b == ' ' || b == '\t')) {
      matched = 0;
      return true;
    }
    if (!isWhole && b == delimiter[matched]) {
      matched++;
    } else {
      matched = b == '\n' ? 1 : 0;
    }
    return false;
  }

  private void begin(Place next) {
    place = next;
    held.reset();
  }

  private void readDelimiter(byte b) {
    if (b == '\n') {
      begin(Place.HEADERS);
      isLineEmpty = true;
    } else if (held.size() < 2) {
      held.write(b);
      if (held.toString(UTF_8).equals("--")) {
        begin(Place.END);
      }
    }
  }

  private void readHeaders(byte b) {
    if (b != '\n') {
      isLineEmpty &= b == '\r';
      if (held.size() < MAX_HEADER_BYTES) {
        held.write(b);
      }
      return;
    }
    if (!isLineEmpty) {
      isLineEmpty = true;
      held.write(' ');
      return;
    }
    String headers = held.toString(UTF_8);
    Matcher named = NAME.matcher(headers);
    boolean isNamed = named.find();
    // Where the name stands beyond what is read, it may be a field all the same.
    boolean isField = !FILE.matcher(headers).find();
    name = isNamed ? named.group(1) == null ? named.group(2) : named.group(1) : "";
    // An empty part's delimiter follows at once, on the line break that ended its headers.
    matched = 1;
    begin(isField ? Place.FIELD : Place.FILE);
  }

  private void readField(byte b) {
    if (follows(b)) {
      String value = held.toString(UTF_8);
      int end = Math.max(0, value.length() - delimiter.length);
      end -= end > 0 && value.charAt(end - 1) == '\r' ? 1 : 0;
      fields.accept(name, value.substring(0, end));
      begin(Place.DELIMITER);
      readDelimiter(b);
    } else if (held.size() < MAX_FIELD_BYTES) {
      held.write(b);
    } else {
      begin(Place.FILE);
    }
  }
}
