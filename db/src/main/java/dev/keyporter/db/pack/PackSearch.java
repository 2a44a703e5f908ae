package dev.keyporter.db.pack;

import static dev.keyporter.db.generated.Tables.PACK_RANGE;
import static dev.keyporter.db.generated.Tables.PACK_TEXT;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Looks for words in the texts that are in packs. */
public final class PackSearch {
  private PackSearch() {}

  /**
   * Whether a part of a request's texts that is in its pack says this, in any case.
   *
   * @param line without an end of a line: there texts are cut
   */
  public static Condition says(Field<Long> request, String line) {
    return DSL.exists(
        DSL.selectOne()
            .from(PACK_RANGE)
            .join(PACK_TEXT)
            .on(PACK_TEXT.ID.between(PACK_RANGE.FIRST_ID, PACK_RANGE.LAST_ID))
            .where(PACK_RANGE.REQUEST_ID.eq(request))
            .and(PACK_TEXT.CONTENT.containsIgnoreCase(line)));
  }
}
