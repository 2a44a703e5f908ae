package dev.keyporter.model.traffic;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param httpStatus the status the client got; null if it left before one was sent
 * @param errorCode machine-readable, ours or the provider's
 * @param servedModel the model the provider says it used
 * @param serviceTier the tier the provider says it served at
 * @param timeToProvider from the request's arrival until the provider is asked: what Keyporter
 *     itself takes; null where it was not asked
 * @param timeToFirstByte from the request's arrival to the answer's first byte from the provider
 * @param duration from the request's arrival to the answer's end
 * @param usage null where the provider sent none
 * @param rawUsage the provider's usage object as it came
 * @param responseBytes size of the answer's body
 */
public record RequestEnd(
    RequestId id,
    RequestStatus status,
    @Nullable Integer httpStatus,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String servedModel,
    @Nullable String serviceTier,
    @Nullable String responseId,
    @Nullable String upstreamRequestId,
    @Nullable Duration timeToProvider,
    @Nullable Duration timeToFirstByte,
    Duration duration,
    @Nullable TokenUsage usage,
    @Nullable String rawUsage,
    Cost cost,
    long responseBytes) {}
