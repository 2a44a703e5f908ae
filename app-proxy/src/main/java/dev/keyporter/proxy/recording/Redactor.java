package dev.keyporter.proxy.recording;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.SecretMembers;
import dev.keyporter.proxy.memory.BodyMemory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Blacks out secrets, and applies an organization's rules to bodies and texts, before they are
 * stored. What the client and the provider exchange is never touched.
 */
public final class Redactor {
  private record Known(int generation, Rules rules) {}

  /** Times a body that stand side by side: tree, texts, redacted texts and what is made of them. */
  private static final long COPIES = 4;

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

  /**
   * The exchange as it may be stored; bodies in a coding keep it where there is nothing in them. A
   * large body for which there is no room is withheld.
   *
   * @param keys that the request went with, which no answer may bring onto the record
   * @param memory where it is taken from what redacting needs beside the bodies
   */
  @SuppressWarnings("ReferenceEquality") // What holds no secret comes back itself.
  Exchange redact(Exchange exchange, List<Secret> keys, BodyMemory memory) {
    try (BodyMemory.Share share = memory.share()) {
      PlainBody request = PlainBody.of(exchange.requestHeaders(), exchange.requestBody(), share);
      PlainBody response = PlainBody.of(exchange.responseHeaders(), exchange.responseBody(), share);
      var plain =
          new Exchange(
              exchange.id(),
              exchange.organizationId(),
              request.headers(),
              request.bytes(),
              response.headers(),
              response.bytes(),
              exchange.eventTimes(),
              exchange.promptText(),
              exchange.answerText());
      Exchange safe = SecretMembers.blackOut(plain);
      Rules stray = StraySecrets.in(safe, keys);
      Rules applied = rulesOf(exchange.organizationId()).and(stray);
      if (!applied.isEmpty()) {
        return redact(applied, stray, safe, share);
      }
      boolean isHarmless = safe == plain && !request.isWithheld() && !response.isWithheld();
      return isHarmless ? exchange : safe;
    }
  }

  private static Exchange redact(
      Rules applied, Rules ofHeaders, Exchange exchange, BodyMemory.Share share) {
    byte[] request = fitting(exchange.requestBody(), share);
    byte[] response = fitting(exchange.responseBody(), share);
    var asked = new BodyRedaction(applied, request, null);
    var answered = new BodyRedaction(applied, response, exchange.eventTimes());
    return new Exchange(
        exchange.id(),
        exchange.organizationId(),
        ofHeaders.applyToText(exchange.requestHeaders()),
        asked.body(),
        ofHeaders.applyToText(exchange.responseHeaders()),
        answered.body(),
        answered.times(),
        applied.apply(exchange.promptText()),
        applied.apply(exchange.answerText()));
  }

  private static byte[] fitting(byte[] body, BodyMemory.Share share) {
    return share.offer(COPIES * body.length) ? body : PlainBody.NO_ROOM;
  }

  /** The end as it may be stored: a provider's message can quote the request. */
  RequestEnd redact(OrganizationId organization, RequestEnd end) {
    Rules applied = rulesOf(organization);
    return applied.isEmpty()
        ? end
        : new RequestEnd(
            end.id(),
            end.status(),
            end.httpStatus(),
            end.errorCode(),
            applied.apply(end.errorMessage()),
            end.servedModel(),
            end.serviceTier(),
            end.responseId(),
            end.upstreamRequestId(),
            end.timeToProvider(),
            end.timeToFirstByte(),
            end.duration(),
            end.usage(),
            end.rawUsage(),
            end.cost(),
            end.responseBytes());
  }

  private Rules rulesOf(OrganizationId organization) {
    Known before = known.get(organization);
    int current = generation;
    if (before != null && before.generation() == current) {
      return before.rules();
    }
    try {
      var now = new Known(current, Rules.of(source.apply(organization)));
      known.put(organization, now);
      return now.rules();
    } catch (DatabaseException e) {
      if (before == null) {
        throw e;
      }
      return before.rules();
    }
  }
}
