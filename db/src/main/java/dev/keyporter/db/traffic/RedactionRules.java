package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.REDACTION_RULE;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.RedactionRule;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** What is replaced in texts before they are stored. */
public final class RedactionRules {
  private final Transactions transactions;
  private final AdminLog adminLog;

  public RedactionRules(Transactions transactions, AdminLog adminLog) {
    this.transactions = transactions;
    this.adminLog = adminLog;
  }

  /** Adds a rule; one of that id stays as it is. */
  public void create(RedactionRule rule) {
    String name = NameRule.REDACTION_RULE.check(rule.name());
    var organization = rule.organizationId();
    adminLog.write(
        change -> {
          int added =
              change
                  .sql()
                  .insertInto(REDACTION_RULE)
                  .set(REDACTION_RULE.ID, rule.id())
                  .set(
                      REDACTION_RULE.ORGANIZATION_ID,
                      organization == null ? null : organization.value())
                  .set(REDACTION_RULE.NAME, name)
                  .set(REDACTION_RULE.PATTERN, rule.pattern())
                  .set(REDACTION_RULE.REPLACEMENT, rule.replacement())
                  .set(REDACTION_RULE.CREATED_AT, UtcTime.column(rule.createdAt()))
                  .onDuplicateKeyIgnore()
                  .execute();
          if (added > 0) {
            change.log("redaction_rule.create", rule.id(), name, organization, null);
          }
          return added;
        });
  }

  /**
   * Deletes a rule.
   *
   * @return false where there is none of that id
   */
  public boolean delete(UUID id) {
    return adminLog.write(
        change -> {
          var found =
              change
                  .sql()
                  .selectFrom(REDACTION_RULE)
                  .where(REDACTION_RULE.ID.eq(id))
                  .fetchOptional(RedactionRules::rule);
          found.ifPresent(
              rule -> {
                change.sql().deleteFrom(REDACTION_RULE).where(REDACTION_RULE.ID.eq(id)).execute();
                change.log("redaction_rule.delete", id, rule.name(), rule.organizationId(), null);
              });
          return found.isPresent();
        });
  }

  /** All, in the order they were made. */
  public List<RedactionRule> list() {
    return list(DSL.noCondition());
  }

  /** Those of one organization, and those for all, in the order they were made. */
  public List<RedactionRule> of(OrganizationId organization) {
    return list(
        REDACTION_RULE
            .ORGANIZATION_ID
            .isNull()
            .or(REDACTION_RULE.ORGANIZATION_ID.eq(organization.value())));
  }

  private List<RedactionRule> list(Condition which) {
    return transactions.read(
        context ->
            context
                .selectFrom(REDACTION_RULE)
                .where(which)
                .orderBy(REDACTION_RULE.CREATED_AT, REDACTION_RULE.ID)
                .fetch(RedactionRules::rule));
  }

  private static RedactionRule rule(Record row) {
    var organization = row.get(REDACTION_RULE.ORGANIZATION_ID);
    return new RedactionRule(
        row.get(REDACTION_RULE.ID),
        organization == null ? null : new OrganizationId(organization),
        row.get(REDACTION_RULE.NAME),
        row.get(REDACTION_RULE.PATTERN),
        row.get(REDACTION_RULE.REPLACEMENT),
        row.get(REDACTION_RULE.CREATED_AT).toInstant());
  }
}
