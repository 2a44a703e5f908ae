package dev.keyporter.model.traffic;

/** A request that somebody rated. */
public record RatedRequest(RequestSummary request, String organizationName, Rating rating) {}
