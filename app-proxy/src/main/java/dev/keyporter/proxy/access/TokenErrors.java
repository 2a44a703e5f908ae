package dev.keyporter.proxy.access;

import dev.keyporter.proxy.error.ProxyError.InvalidRequest;
import dev.keyporter.proxy.error.ProxyError.Unauthenticated;
import dev.keyporter.proxy.error.ProxyException;
import java.util.regex.Pattern;

/** The ways in which a token does not hold, each with its own code and next step. */
final class TokenErrors {
  /** A parameter that is called as tools call what holds a token, {@code api_key} say. */
  private static final Pattern CREDENTIAL_IN_URL =
      Pattern.compile("(?i)[?&][\\w.-]{0,32}(?:key|token|auth|authorization|bearer|secret)=");

  private TokenErrors() {}

  /**
   * @param url as it came
   */
  static ProxyException missing(String url) {
    return error(
        "token_missing",
        (CREDENTIAL_IN_URL.matcher(url).find() ? "Tokens and keys in the URL are not read. " : "")
            + "Send the header 'Authorization: Bearer <token>' with a Keyporter token. 'keyporter"
            + " token create' issues one.");
  }

  static ProxyException inUrl() {
    return new ProxyException(
        new InvalidRequest(
            "token_in_url",
            "The URL holds a Keyporter token, which is not read there, and which the provider must"
                + " not see. Send it in the header Authorization alone, and revoke this one: URLs"
                + " are logged on their way.",
            null));
  }

  static ProxyException malformed() {
    return error(
        "token_malformed",
        "This is not a Keyporter token. Send one complete token, as 'keyporter token create'"
            + " printed it, after 'Bearer '.");
  }

  static ProxyException providerKey() {
    return error(
        "token_malformed",
        "This looks like a provider's API key. Send a Keyporter token instead, and store the key"
            + " with 'keyporter key create'.");
  }

  static ProxyException unsigned() {
    return error(
        "token_unsigned",
        "The token is not signed. Send a token as 'keyporter token create' issued it.");
  }

  static ProxyException wronglySigned() {
    return error(
        "token_signature_invalid",
        "The token was not signed by this Keyporter, or was changed since. Issue a new one with"
            + " 'keyporter token create' on this database.");
  }

  static ProxyException expired() {
    return error(
        "token_expired", "The token has expired. Issue a new one with 'keyporter token create'.");
  }

  static ProxyException revoked() {
    return error(
        "token_revoked",
        "The token was revoked. Ask whoever looks after this Keyporter for a new one.");
  }

  static ProxyException organizationDeleted() {
    return error(
        "organization_deleted",
        "The token's organization was deleted. Ask whoever looks after this Keyporter for a token"
            + " of another one.");
  }

  private static ProxyException error(String code, String message) {
    return new ProxyException(new Unauthenticated(code, message));
  }
}
