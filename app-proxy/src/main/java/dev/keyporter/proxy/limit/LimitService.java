package dev.keyporter.proxy.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.Database;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.proxy.access.Authenticator;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.export.Json;
import dev.keyporter.proxy.export.LimitJson;
import dev.keyporter.proxy.http.OwnHeaders;
import dev.keyporter.proxy.recording.RequestIds;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** {@code GET /v1/limits}: what applies to the caller, and how much of it is gone. */
public final class LimitService {
  private final RequestIds ids;
  private final Authenticator authenticator;
  private final Limiter limiter;
  private final Database database;

  public LimitService(
      RequestIds ids, Authenticator authenticator, Limiter limiter, Database database) {
    this.ids = ids;
    this.authenticator = authenticator;
    this.limiter = limiter;
    this.database = database;
  }

  public void show(ServerRequest request, ServerResponse response) {
    var id = ids.next();
    OwnHeaders.requestId(response, id);
    Caller caller = authenticator.authenticate(OwnHeaders.of(request));
    OwnHeaders.session(response, caller.session(null, null, id));
    Instant now = Instant.ofEpochMilli(id.millis());
    ArrayNode shown = Json.array(List.of());
    for (ScopedLimits limits : limiter.of(caller)) {
      List<BudgetState> states = database.budgets().of(limits, now);
      ObjectNode one = LimitJson.of(limits, name(limits, caller), states);
      for (BudgetState state : states) {
        one.put(left(state.kind()), state.left().toString());
      }
      shown.add(one);
    }
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    ObjectNode answer = Json.object();
    answer.set("limits", shown);
    response.send(Json.line(answer).getBytes(StandardCharsets.UTF_8));
  }

  private static String name(ScopedLimits limits, Caller caller) {
    return switch (limits.scope()) {
      case LimitScope.OfOrganization _ -> caller.organization().name();
      case LimitScope.OfUser _ -> caller.user().name();
      case LimitScope.OfToken _ -> caller.token().name();
    };
  }

  private static String left(LimitKind kind) {
    return switch (kind) {
      case USD_PER_DAY -> "left_today_usd";
      case USD_PER_MONTH -> "left_month_usd";
      case USD_TOTAL -> "left_total_usd";
      default -> throw new IllegalArgumentException(kind + " is no budget of money.");
    };
  }
}
