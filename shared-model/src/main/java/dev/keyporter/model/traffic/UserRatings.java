package dev.keyporter.model.traffic;

import dev.keyporter.model.account.UserId;
import org.jspecify.annotations.Nullable;

/**
 * How the answers to one user were rated.
 *
 * @param userId null, like the name, where the organization keeps counts only
 */
public record UserRatings(
    @Nullable UserId userId,
    @Nullable String userName,
    String organizationName,
    RatingCounts counts) {}
