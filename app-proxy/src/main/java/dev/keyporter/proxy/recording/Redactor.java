package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.proxy.upstream.ForwardedHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies an organization's rules to texts before they are stored, and leaves out headers that
 * carry secrets. What the client and the provider exchange is never touched.
 *
 * <p>A pattern that backtracks without end cannot stall a request: a rule may look at so many
 * characters, {@link #STEPS_PER_CHARACTER} times a text's length and {@link #MIN_STEPS} at least;
 * one that needs more does not apply to that text, and the text is not stored.
 */
public final class Redactor {
  private static final int STEPS_PER_CHARACTER = 100;
  private static final long MIN_STEPS = 1_000_000;
  private static final String WITHHELD = "[withheld: a redaction rule took too long]";

  private static final Logger LOG = Logger.getLogger(Redactor.class.getName());

  private record Rule(String name, Pattern pattern, String replacement) {
    static Rule of(RedactionRule rule) {
      return new Rule(
          rule.name(),
          Pattern.compile(rule.pattern()),
          Matcher.quoteReplacement(rule.replacement()));
    }
  }

  private record Known(int generation, List<Rule> rules) {}

  private final Function<OrganizationId, List<RedactionRule>> source;
  private final Map<OrganizationId, Known> known = new ConcurrentHashMap<>();
  private volatile int generation;

  /**
   * @param source an organization's rules, asked once until {@link #refresh}
   */
  public Redactor(Function<OrganizationId, List<RedactionRule>> source) {
    this.source = source;
  }

  /** The rules may have changed: asks for them anew when they are needed next. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // Guarded by this.
  public synchronized void refresh() {
    generation++;
  }

  /**
   * Makes sure that an organization's rules are known, so that they are still when its request ends
   * and the database may be gone.
   *
   * @throws DatabaseException when they cannot be read
   */
  void prepare(OrganizationId organization) {
    var _ = rulesOf(organization);
  }

  /** The exchange as it may be stored. */
  Exchange redact(Exchange exchange) {
    List<Rule> applied = rulesOf(exchange.organizationId());
    byte[] response = redact(applied, exchange.responseBody());
    return new Exchange(
        exchange.id(),
        exchange.organizationId(),
        withoutSecrets(exchange.requestHeaders()),
        redact(applied, exchange.requestBody()),
        withoutSecrets(exchange.responseHeaders()),
        response,
        timesOf(exchange, response),
        redact(applied, exchange.promptText()),
        redact(applied, exchange.answerText()));
  }

  /** The end as it may be stored: a provider's message can quote the request. */
  RequestEnd redact(OrganizationId organization, RequestEnd end) {
    List<Rule> applied = rulesOf(organization);
    String message = redact(applied, end.errorMessage());
    return applied.isEmpty()
        ? end
        : new RequestEnd(
            end.id(),
            end.status(),
            end.httpStatus(),
            end.errorCode(),
            message,
            end.servedModel(),
            end.serviceTier(),
            end.responseId(),
            end.upstreamRequestId(),
            end.timeToFirstByte(),
            end.duration(),
            end.usage(),
            end.rawUsage(),
            end.cost(),
            end.responseBytes());
  }

  /** Where a replacement moved the bytes, the pieces' ends are gone and with them their times. */
  private static @Nullable EventTimes timesOf(Exchange exchange, byte[] response) {
    return response.length == exchange.responseBody().length ? exchange.eventTimes() : null;
  }

  private List<Rule> rulesOf(OrganizationId organization) {
    Known before = known.get(organization);
    int current = generation;
    if (before != null && before.generation() == current) {
      return before.rules();
    }
    try {
      var now = new Known(current, source.apply(organization).stream().map(Rule::of).toList());
      known.put(organization, now);
      return now.rules();
    } catch (DatabaseException e) {
      if (before == null) {
        throw e;
      }
      return before.rules();
    }
  }

  private static byte[] redact(List<Rule> rules, byte[] body) {
    if (rules.isEmpty() || body.length == 0) {
      return body;
    }
    var text = new String(body, UTF_8);
    String redacted = apply(rules, text);
    return redacted.equals(text) ? body : redacted.getBytes(UTF_8);
  }

  private static @Nullable String redact(List<Rule> rules, @Nullable String text) {
    return text == null || rules.isEmpty() ? text : apply(rules, text);
  }

  private static String apply(List<Rule> rules, String text) {
    String redacted = text;
    for (Rule rule : rules) {
      long steps = Math.max(MIN_STEPS, (long) redacted.length() * STEPS_PER_CHARACTER);
      try {
        redacted =
            rule.pattern().matcher(new BoundedText(redacted, steps)).replaceAll(rule.replacement());
      } catch (BoundedText.TooManySteps | StackOverflowError _) {
        LOG.warning("The redaction rule \"" + rule.name() + "\" took too long for a text.");
        return WITHHELD;
      }
    }
    return redacted;
  }

  private static String withoutSecrets(String headers) {
    return headers
        .lines()
        .filter(line -> !ForwardedHeaders.isSecret(nameOf(line)))
        .collect(Collectors.joining("\n"));
  }

  private static String nameOf(String line) {
    int colon = line.indexOf(':');
    return (colon < 0 ? line : line.substring(0, colon)).strip();
  }
}
