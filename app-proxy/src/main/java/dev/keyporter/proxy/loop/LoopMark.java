package dev.keyporter.proxy.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.SigningSecret;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.header.HeaderLines;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks requests on their way to a provider, and tells which have passed a proxy on this database
 * before: those that a key's base URL leads back here, straight, through a reverse proxy or through
 * another Keyporter.
 *
 * <p>A mark is a random number and its HMAC under the secret that signs tokens. So nobody else can
 * make one or tell two requests of one installation by it, and who repeats one is refused himself.
 */
public final class LoopMark {
  /** What carries the marks of all databases on the way. */
  public static final String HEADER = "X-Keyporter-Via";

  /** More Keyporters than anybody has one behind the other. */
  private static final int MAX_MARKS = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "keyporter loop mark".getBytes(US_ASCII);

  /** In bytes: the random number, and of its HMAC so much. */
  private static final int HALF = 12;

  private static final int LENGTH = 4 * HALF;

  private final Database database;
  private volatile List<SecretKeySpec> keys = List.of();
  private volatile boolean isStale = true;

  public LoopMark(Database database) {
    this.database = database;
    database.changes().listen(() -> isStale = true);
  }

  /**
   * Whether a request has passed this database before, or so many others that it will not arrive.
   *
   * @param values of {@link #HEADER}, as they came
   */
  public boolean isOwn(List<String> values) {
    if (values.isEmpty()) {
      return false;
    }
    List<String> marks = marks(values);
    return marks.size() >= MAX_MARKS || marks.stream().anyMatch(this::isMade);
  }

  /**
   * The request's headers with its marks and one more; without any for a host that cannot lead
   * back: OpenAI's and Anthropic's own, and the demo provider's.
   *
   * @param received of the request as it came
   * @param forwarded for the provider, without {@link #HEADER}
   */
  public List<HeaderLine> mark(HeaderLines received, List<HeaderLine> forwarded, URI provider) {
    if (cannotLeadBack(provider)) {
      return forwarded;
    }
    Stream<String> before = marks(received.values(HEADER)).stream();
    var marked = new ArrayList<>(forwarded);
    marked.add(
        new HeaderLine(
            HEADER, String.join(", ", Stream.concat(before, Stream.of(make())).toList())));
    return marked;
  }

  private static boolean cannotLeadBack(URI provider) {
    String host = provider.getHost().toLowerCase(Locale.ROOT);
    return host.equals("api.openai.com")
        || host.endsWith(".api.openai.com")
        || host.equals(ProviderKind.ANTHROPIC.baseUrl().getHost())
        || host.equals(UpstreamSettings.DEMO_HOST);
  }

  private String make() {
    byte[] number = new byte[HALF];
    ThreadLocalRandom.current().nextBytes(number);
    return HexFormat.of().formatHex(number) + hmac(keys().getFirst(), number);
  }

  private boolean isMade(String mark) {
    byte[] number = HexFormat.of().parseHex(mark, 0, 2 * HALF);
    byte[] given = mark.substring(2 * HALF).getBytes(US_ASCII);
    return keys().stream()
        .anyMatch(key -> MessageDigest.isEqual(given, hmac(key, number).getBytes(US_ASCII)));
  }

  /** What is no mark is nobody's, and goes no further. */
  private static List<String> marks(List<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(LoopMark::isMark)
        .limit(MAX_MARKS)
        .toList();
  }

  private static boolean isMark(String text) {
    return text.length() == LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** Those there were, while the database or the master key is gone. */
  private List<SecretKeySpec> keys() {
    if (isStale || keys.isEmpty()) {
      isStale = false;
      try {
        keys = database.signingSecrets().all().stream().map(LoopMark::key).toList();
      } catch (DatabaseException | UnsealException e) {
        isStale = true;
        if (keys.isEmpty()) {
          throw e;
        }
      }
    }
    return keys;
  }

  /** Not the secret itself: a mark must be no help towards a token. */
  private static SecretKeySpec key(SigningSecret secret) {
    return new SecretKeySpec(
        hmac(new SecretKeySpec(secret.reveal(), ALGORITHM)).doFinal(PURPOSE), ALGORITHM);
  }

  private static String hmac(SecretKeySpec key, byte[] number) {
    return HexFormat.of().formatHex(Arrays.copyOf(hmac(key).doFinal(number), HALF));
  }

  private static Mac hmac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC with SHA-256.", e);
    }
  }
}
