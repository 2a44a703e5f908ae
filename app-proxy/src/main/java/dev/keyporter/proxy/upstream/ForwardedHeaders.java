package dev.keyporter.proxy.upstream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers pass to the provider and back, and which do not. */
public final class ForwardedHeaders {
  /** For one connection only (RFC 9110, 7.6.1), beside those that Connection names. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Ours or the caller's own, replaced by the key's, or answered here (Expect). */
  private static final Set<String> KEPT_FROM_PROVIDER =
      Set.of(
          "host",
          "authorization",
          "cookie",
          "x-user-id",
          "x-session-id",
          "openai-organization",
          "openai-project",
          "accept-encoding",
          "content-length",
          "expect",
          "x-keyporter-via");

  /** Meant for the provider's own site, not for this one's. */
  private static final Set<String> KEPT_FROM_CLIENT =
      Set.of(
          "set-cookie",
          "alt-svc",
          "strict-transport-security",
          "x-session-id",
          "x-upstream-request-id");

  private ForwardedHeaders() {}

  /**
   * The headers of a request for the provider, without Host and Content-Length, which the client
   * adds.
   *
   * @param headers of the request as it came
   * @param secret the provider key
   * @param organization OpenAI's organization, if the key names one
   * @param project OpenAI's project, if the key names one
   */
  public static List<HeaderLine> toProvider(
      List<HeaderLine> headers,
      String secret,
      @Nullable String organization,
      @Nullable String project) {
    Set<String> connectionOptions = connectionOptions(headers);
    List<HeaderLine> forwarded = new ArrayList<>(headers.size() + 4);
    for (HeaderLine header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !KEPT_FROM_PROVIDER.contains(name)
          && !connectionOptions.contains(name)) {
        forwarded.add(header);
      }
    }
    forwarded.add(new HeaderLine("Authorization", "Bearer " + secret));
    if (organization != null) {
      forwarded.add(new HeaderLine("OpenAI-Organization", organization));
    }
    if (project != null) {
      forwarded.add(new HeaderLine("OpenAI-Project", project));
    }
    forwarded.add(new HeaderLine("Accept-Encoding", "identity"));
    return forwarded;
  }

  /**
   * The headers of an answer for the client, in their order. Content-Length is among them where the
   * provider sent it beside no other framing, once, although it may come several times with the
   * same number; what is no header by HTTP's grammar is not.
   */
  public static List<HeaderLine> toClient(List<HeaderLine> headers) {
    Set<String> connectionOptions = connectionOptions(headers);
    boolean isChunked = headers.stream().anyMatch(h -> h.is("Transfer-Encoding"));
    boolean hasLength = false;
    List<HeaderLine> forwarded = new ArrayList<>(headers.size());
    for (HeaderLine header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (HOP_BY_HOP.contains(name)
          || KEPT_FROM_CLIENT.contains(name)
          || connectionOptions.contains(name)
          || (name.equals("content-length") && (isChunked || hasLength))
          || !header.isWellFormed()) {
        continue;
      }
      forwarded.add(
          switch (name) {
            case "x-request-id" -> new HeaderLine("X-Upstream-Request-ID", header.value());
            case "content-length" -> {
              hasLength = true;
              yield new HeaderLine(header.name(), header.value().split(",", 2)[0].strip());
            }
            default -> header;
          });
    }
    return forwarded;
  }

  /** Headers for the record, one a line, without those that carry a secret. */
  public static String printable(List<HeaderLine> headers) {
    StringBuilder lines = new StringBuilder(512);
    for (HeaderLine header : headers) {
      if (!SecretHeaders.isSecret(header.name())) {
        lines.append(lines.isEmpty() ? "" : "\n");
        lines.append(header.name()).append(": ").append(SecretHeaders.withoutSecrets(header));
      }
    }
    return lines.toString();
  }

  private static Set<String> connectionOptions(List<HeaderLine> headers) {
    Set<String> options = Set.of();
    for (HeaderLine header : headers) {
      if (header.is("Connection")) {
        options = options.isEmpty() ? new HashSet<>() : options;
        for (String option : header.value().split(",", -1)) {
          options.add(option.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return options;
  }
}
