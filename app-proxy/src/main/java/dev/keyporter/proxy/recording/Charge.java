package dev.keyporter.proxy.recording;

import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to price.
 *
 * @param requestedModel the model asked for; null where a stored prompt names it
 * @param requestedTier the tier asked for, as it came
 * @param servedModel the model the answer names; null also where answers of its kind name none
 * @param servedTier the tier the answer names, as it came
 * @param usage null where the provider sent none, or none that makes sense
 * @param reasons what in request and answer keeps the cost from being exact
 * @param beside how often something was used that is paid by the piece
 * @param at when the request was made
 */
public record Charge(
    @Nullable String requestedModel,
    @Nullable String requestedTier,
    @Nullable String servedModel,
    @Nullable String servedTier,
    @Nullable TokenUsage usage,
    Set<CostReason> reasons,
    Map<CostItem.Kind, Long> beside,
    Instant at) {}
