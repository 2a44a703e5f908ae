package dev.keyporter.model.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A request with the names of who and what took part, deleted ones included.
 *
 * @param keyLastFour the last four characters of the key's secret
 * @param rating null unless rated
 * @param sessionRequests how many requests of the same user its session has, itself included; 0
 *     without a session
 */
public record RequestDetail(
    RequestSummary summary,
    String organizationName,
    @Nullable String keyName,
    @Nullable String keyLastFour,
    @Nullable String tokenName,
    @Nullable Rating rating,
    int sessionRequests) {}
