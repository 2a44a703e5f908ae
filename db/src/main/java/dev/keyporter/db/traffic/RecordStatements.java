package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.BODY_PIECE;
import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.INSTANCE;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.REQUEST;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;

/** The statements that write the record, rendered once. */
record RecordStatements(
    String begin,
    String insertWhole,
    String end,
    String lockRows,
    String exchangesThere,
    String insertExchange,
    String insertPiece,
    String insertReference,
    String touchToken,
    String oldestOpen,
    boolean repeatsKey,
    boolean isRepeatable) {
  /** In the order of {@link RecordBatch#start}. */
  private static final List<Field<?>> START =
      List.of(
          REQUEST.ID,
          REQUEST.INSTANCE_ID,
          REQUEST.ORGANIZATION_ID,
          REQUEST.USER_ID,
          REQUEST.TOKEN_ID,
          REQUEST.KEY_ID,
          REQUEST.SESSION_ID,
          REQUEST.ROUTE,
          REQUEST.METHOD,
          REQUEST.PATH,
          REQUEST.MODEL,
          REQUEST.REQUESTED_TIER,
          REQUEST.STREAMED,
          REQUEST.CREATED_AT,
          REQUEST.REQUEST_BYTES);

  /** In the order of {@link RecordBatch#begin}. */
  private static final List<Field<?>> PENDING = List.of(REQUEST.STATUS, REQUEST.COST_CERTAINTY);

  /** In the order of {@link RecordBatch#end}. */
  private static final List<Field<?>> END =
      List.of(
          REQUEST.STATUS,
          REQUEST.HTTP_STATUS,
          REQUEST.ERROR_CODE,
          REQUEST.ERROR_MESSAGE,
          REQUEST.SERVED_MODEL,
          REQUEST.SERVICE_TIER,
          REQUEST.RESPONSE_ID,
          REQUEST.UPSTREAM_REQUEST_ID,
          REQUEST.TO_PROVIDER_MICROS,
          REQUEST.FIRST_BYTE_MICROS,
          REQUEST.DURATION_MICROS,
          REQUEST.INPUT_TOKENS,
          REQUEST.CACHED_TOKENS,
          REQUEST.CACHE_WRITE_TOKENS,
          REQUEST.OUTPUT_TOKENS,
          REQUEST.REASONING_TOKENS,
          REQUEST.TOTAL_TOKENS,
          REQUEST.RAW_USAGE,
          REQUEST.COST_CERTAINTY,
          REQUEST.COST_REASONS,
          REQUEST.COST_ITEMS,
          REQUEST.COST_USD,
          REQUEST.RATE_INPUT,
          REQUEST.RATE_CACHED_INPUT,
          REQUEST.RATE_CACHE_WRITE,
          REQUEST.RATE_OUTPUT,
          REQUEST.RATE_SOURCE,
          REQUEST.RESPONSE_BYTES);

  /**
   * What of the beginning is known only at the end, where a body passed in pieces. In the order of
   * {@link RecordBatch#update}.
   */
  private static final List<Field<?>> LATE = List.of(REQUEST.MODEL, REQUEST.REQUEST_BYTES);

  /** In the order of {@link RecordBatch#exchange}. */
  private static final List<Field<?>> EXCHANGES =
      List.of(
          EXCHANGE.REQUEST_ID,
          EXCHANGE.ORGANIZATION_ID,
          EXCHANGE.ENCODING,
          EXCHANGE.REQUEST_HEADERS,
          EXCHANGE.REQUEST_BODY,
          EXCHANGE.RESPONSE_HEADERS,
          EXCHANGE.RESPONSE_BODY,
          EXCHANGE.EVENT_TIMES,
          EXCHANGE.PROMPT_TEXT,
          EXCHANGE.ANSWER_TEXT);

  /** In the order of {@link RecordBatch#pieces}. */
  private static final List<Field<?>> PIECES =
      List.of(BODY_PIECE.REQUEST_ID, BODY_PIECE.PART, BODY_PIECE.NUMBER, BODY_PIECE.BYTES);

  /** In the order of {@link RecordBatch#reference}. */
  private static final List<Field<?>> REFERENCES =
      List.of(
          PROVIDER_REFERENCE.REQUEST_ID,
          PROVIDER_REFERENCE.KIND,
          PROVIDER_REFERENCE.PROVIDER_ID,
          PROVIDER_REFERENCE.ORGANIZATION_ID,
          PROVIDER_REFERENCE.OWNER_USER_ID,
          PROVIDER_REFERENCE.KEY_ID,
          PROVIDER_REFERENCE.SESSION_ID);

  /** How an insert meets a row that is already there. */
  private enum Repeat {
    /** By a clause of PostgreSQL's. */
    ON_CONFLICT,
    /** H2 has no such clause outside its compatibility modes: the key follows again. */
    NOT_EXISTS,
    /** It fails. */
    FAIL
  }

  private static final RecordStatements POSTGRES = render(Repeat.ON_CONFLICT);
  private static final RecordStatements H2 = render(Repeat.NOT_EXISTS);
  private static final RecordStatements H2_NEW = render(Repeat.FAIL);

  /** Which may be sent any number of times. */
  static RecordStatements repeatable(SQLDialect dialect) {
    return dialect.family() == SQLDialect.POSTGRES ? POSTGRES : H2;
  }

  /**
   * For rows that are most likely new: where one is not, H2 refuses them all. Looking for each row
   * first would cost it a quarter of its work.
   */
  static RecordStatements hopeful(SQLDialect dialect) {
    return dialect.family() == SQLDialect.POSTGRES ? POSTGRES : H2_NEW;
  }

  private static RecordStatements render(Repeat repeat) {
    var request = List.<TableField<?, ?>>of(REQUEST.ID);
    return new RecordStatements(
        insert(repeat, REQUEST, join(START, PENDING), request),
        insert(repeat, REQUEST, join(START, END), request),
        "update request set " + assignments(join(END, LATE)) + " where id = ? and status = ?",
        "select id, status, model from request where id = any(?) order by id for update",
        "select request_id from exchange where request_id = any(?)",
        insert(repeat, EXCHANGE, EXCHANGES, List.of(EXCHANGE.REQUEST_ID)),
        insert(
            repeat,
            BODY_PIECE,
            PIECES,
            List.of(BODY_PIECE.REQUEST_ID, BODY_PIECE.PART, BODY_PIECE.NUMBER)),
        insert(
            repeat,
            PROVIDER_REFERENCE,
            REFERENCES,
            List.of(
                PROVIDER_REFERENCE.PROVIDER_ID,
                PROVIDER_REFERENCE.REQUEST_ID,
                PROVIDER_REFERENCE.KIND)),
        "update access_token set "
            + assignments(List.of(ACCESS_TOKEN.LAST_USED_AT, ACCESS_TOKEN.LAST_USED_BY))
            + " where id = ?",
        "update instance set " + assignments(List.of(INSTANCE.OLDEST_OPEN)) + " where id = ?",
        repeat == Repeat.NOT_EXISTS,
        repeat != Repeat.FAIL);
  }

  private static String insert(
      Repeat repeat, Table<?> table, List<Field<?>> columns, List<? extends TableField<?, ?>> key) {
    String names = columns.stream().map(Field::getName).collect(joining(", "));
    String values = columns.stream().map(_ -> "?").collect(joining(", "));
    String into = "insert into " + table.getName() + " (" + names + ") ";
    return switch (repeat) {
      case ON_CONFLICT -> into + "values (" + values + ") on conflict do nothing";
      case NOT_EXISTS ->
          into
              + "select "
              + values
              + " where not exists (select 1 from "
              + table.getName()
              + " where "
              + key.stream().map(field -> field.getName() + " = ?").collect(joining(" and "))
              + ")";
      case FAIL -> into + "values (" + values + ")";
    };
  }

  private static String assignments(List<? extends Field<?>> columns) {
    return columns.stream().map(column -> column.getName() + " = ?").collect(joining(", "));
  }

  private static List<Field<?>> join(List<Field<?>> first, List<Field<?>> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
