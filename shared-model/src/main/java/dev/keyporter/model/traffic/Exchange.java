package dev.keyporter.model.traffic;

import dev.keyporter.model.account.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of a request, redacted as its organization's rules say.
 *
 * @param requestHeaders one {@code Name: value} a line, without secrets
 * @param responseBody as it went out to the client
 * @param eventTimes of a stream, when each piece of {@code responseBody} went out
 * @param promptText what the request says, for searching
 * @param answerText what the answer says, for searching
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are handed over once and never compared.
public record Exchange(
    RequestId id,
    OrganizationId organizationId,
    String requestHeaders,
    byte[] requestBody,
    String responseHeaders,
    byte[] responseBody,
    @Nullable EventTimes eventTimes,
    @Nullable String promptText,
    @Nullable String answerText) {}
