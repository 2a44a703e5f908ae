package dev.keyporter.db.account;

import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One administrative change: who did what to what, when.
 *
 * @param actor the operating system's name of the user who ran the program
 * @param action what was done, as {@code subject.verb}
 * @param subjectName the subject's name at that time
 * @param organizationId the organization it belongs to; null where it belongs to none
 * @param detail what else is worth knowing; never a secret
 */
public record AdminChange(
    long id,
    Instant changedAt,
    String actor,
    String action,
    UUID subjectId,
    String subjectName,
    @Nullable OrganizationId organizationId,
    @Nullable String detail) {}
