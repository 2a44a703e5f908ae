package dev.keyporter.model.cost;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a cost is not exact: what it lacks, or what does not fit together. A request keeps its
 * reasons.
 */
public enum CostReason {
  /** A search of the web is charged by the call, and has no price here yet; so the next ones. */
  WEB_SEARCH,
  FILE_SEARCH,
  /** A container is charged by the minute. */
  CODE_INTERPRETER,
  /** A shell in a container of the provider's. */
  HOSTED_SHELL,
  /** Images drawn by a tool are charged at another model's rates, beside the usage. */
  IMAGE_GENERATION,
  COMPUTER_USE,
  /** The server of an MCP tool may charge for a call. */
  MCP,
  /** A tool, or a kind of item, that is not known here. */
  OTHER_TOOL,

  /** Audio has rates of its own, which are not known here; so the next ones. */
  AUDIO_TOKENS,
  IMAGE_TOKENS,
  /** Tokens of a kind that is not known here. */
  OTHER_TOKENS,

  /** The provider sent no usage. */
  NO_USAGE,
  /** Counts that are missing, negative, no whole numbers, or beyond any request. */
  IMPOSSIBLE_COUNTS,
  /** More input from the cache, or written to it, than there is input. */
  CACHE_OVER_INPUT,
  /** More reasoning than there is output. */
  REASONING_OVER_OUTPUT,
  /** More tokens of another kind than there are of all kinds. */
  PART_OVER_WHOLE,
  /** The total is not the sum of input and output. */
  TOTAL_MISMATCH,
  /** Two usages, or two counts of the same thing, with different figures. */
  USAGE_TWICE,

  /** A tier was asked for, and the answer does not say which one served. */
  TIER_NOT_ANSWERED,
  /** The answer names the standard tier, which is also said after a cheaper one served. */
  TIER_DIFFERS,
  /** The answer does not say which model gave it. */
  MODEL_NOT_ANSWERED,
  /** Another model answered than the one asked for, at another price. */
  OTHER_MODEL,
  /** A snapshot of the model that is newer than the price. */
  NEWER_SNAPSHOT,

  /** The provider is not the one whose prices these are, as far as is known. */
  OTHER_HOST,
  /** A regional host may charge more, depending on the model. */
  REGIONAL_HOST,

  /** Nobody's prices hold for the key. */
  KEY_UNPRICED,
  MODEL_UNPRICED,
  /** The model has a price, but not at the tier that served. */
  TIER_UNPRICED,
  /** The model has a price, but not for so much input. */
  LENGTH_UNPRICED,
  /** The model has a price, but not for that time. */
  DATE_UNPRICED;

  /** The name used in the database, on the command line and in exports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of this label; empty where it is one of a later version. */
  public static Optional<CostReason> labelled(String label) {
    return Stream.of(values()).filter(reason -> reason.label().equals(label)).findFirst();
  }

  /** Each once, in the order of this list. */
  static List<CostReason> ordered(Collection<CostReason> reasons) {
    return reasons.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }
}
