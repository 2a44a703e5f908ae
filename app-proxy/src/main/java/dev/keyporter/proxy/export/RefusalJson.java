package dev.keyporter.proxy.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.model.refusal.RefusedRequests;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests that were refused alike on one day, as {@code --json} and exports show them. */
public final class RefusalJson {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("day", line -> line.group().day()),
          new Column("cause", line -> line.group().cause()),
          new Column("http_status", line -> line.count().httpStatus()),
          new Column("requests", line -> line.count().requests()),
          new Column("first_at", line -> line.count().firstAt()),
          new Column("last_at", line -> line.count().lastAt()),
          new Column("token_id", line -> line.group().tokenId()),
          new Column("token_name", RefusedRequests::tokenName),
          new Column("revoked_at", RefusedRequests::revokedAt),
          new Column("organization_id", line -> line.group().organizationId()),
          new Column("organization", RefusedRequests::organizationName),
          new Column("address", line -> line.group().address()),
          new Column("program", line -> line.group().program()),
          new Column("path", line -> line.count().path()));

  private RefusalJson() {}

  private record Column(String name, Function<RefusedRequests, @Nullable Object> value) {}

  static List<String> names() {
    return COLUMNS.stream().map(Column::name).toList();
  }

  public static ObjectNode of(RefusedRequests line) {
    ObjectNode json = Json.object();
    for (Column column : COLUMNS) {
      json.set(column.name(), Json.value(column.value().apply(line)));
    }
    return json;
  }
}
