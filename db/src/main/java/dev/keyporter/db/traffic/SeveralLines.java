package dev.keyporter.db.traffic;

import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestId;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Words that go over the end of a line: a prompt or an answer says them, in any case, or not. */
record SeveralLines(boolean negated, String text) {
  /** Reads what the request said. */
  boolean hold(DSLContext context, RequestId id) {
    boolean isSaid = ExchangeReader.read(context, id.value()).filter(this::isSaidIn).isPresent();
    return isSaid != negated;
  }

  private boolean isSaidIn(Exchange exchange) {
    return contains(exchange.promptText()) || contains(exchange.answerText());
  }

  private boolean contains(@Nullable String said) {
    return said != null && said.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
