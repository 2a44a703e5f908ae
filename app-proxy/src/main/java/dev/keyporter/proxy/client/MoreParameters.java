package dev.keyporter.proxy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is sent beside the parameters that have a field of their own: the members of an object. */
public final class MoreParameters {
  /** Nothing more. */
  public static final MoreParameters NONE = new MoreParameters(Json.object());

  private final ObjectNode members;

  private MoreParameters(ObjectNode members) {
    this.members = members;
  }

  /**
   * Reads what was typed; a blank text is nothing more.
   *
   * @throws IllegalArgumentException where it is no JSON object
   */
  public static MoreParameters parse(String typed) {
    if (typed.isBlank()) {
      return NONE;
    }
    JsonNode node = Json.read(typed).orElse(null);
    if (node instanceof ObjectNode object) {
      return new MoreParameters(object);
    }
    throw new IllegalArgumentException("Not a JSON object.");
  }

  static MoreParameters of(ObjectNode members) {
    return new MoreParameters(members);
  }

  /** Puts all members into a request; of objects on both sides, the members of both stay. */
  void mergeInto(ObjectNode request) {
    merge(members, request);
  }

  private static void merge(ObjectNode from, ObjectNode into) {
    for (var member : from.properties()) {
      if (member.getValue() instanceof ObjectNode more
          && into.get(member.getKey()) instanceof ObjectNode there) {
        merge(more, there);
      } else {
        into.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }

  /** As one would type it; empty for nothing more. */
  public String text() {
    return members.isEmpty() ? "" : Json.indented(members);
  }

  /** Whether they keep the provider from storing answers, so that none can be referred to. */
  public boolean forbidStoring() {
    return members.path("store").isBoolean() && !members.path("store").asBoolean();
  }
}
