package dev.keyporter.proxy.limit;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A model that costs a dollar for each token of its answers, and nothing else. */
final class LimitFixture {
  static final String MODEL = "dollar";

  private LimitFixture() {}

  /** Sets the model's price. */
  static void setPrice(Database database) {
    BigDecimal free = BigDecimal.ZERO;
    database
        .prices()
        .set(MODEL, "standard", null, new Rates(free, free, free, BigDecimal.TEN.pow(6), "test"));
  }

  /** An answer that costs so many dollars. */
  static Script answer(long dollars) {
    return Script.json(
        200,
        """
        {"id":"resp_1","object":"response","status":"completed","model":"dollar",\
        "usage":{"input_tokens":0,"output_tokens":%d,"total_tokens":%d}}\
        """
            .formatted(dollars, dollars));
  }

  static void limit(Database database, Organization organization, UnaryOperator<Limits> edit) {
    database
        .limits()
        .change(
            new LimitScope.OfOrganization(organization.id()),
            organization.id(),
            organization.name(),
            edit);
  }

  static void limit(ProxyFixture proxy, LimitKind kind, long amount) {
    limit(
        proxy.database(),
        proxy.organization(),
        limits -> limits.with(kind, BigDecimal.valueOf(amount)));
  }

  /** A request of alice's, whose answer may have so many tokens. */
  static HttpRequest ask(URI proxy, String token, long most) {
    return ask(
        proxy,
        token,
        "{\"model\":\"dollar\",\"input\":\"Hi\",\"max_output_tokens\":%d}".formatted(most));
  }

  static HttpRequest ask(URI proxy, String token, String body) {
    return HttpRequest.newBuilder(proxy.resolve("/v1/responses"))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token)
        .header("X-User-ID", "alice")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
