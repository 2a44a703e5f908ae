package dev.keyporter.model.refusal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The groups of one day, kept to a number whatever clients send: who sends ever new names is
 * counted as one. What is folded first is what a client can make up, its program; then its address;
 * a token last, since nobody can make up one whose signature holds.
 *
 * <p>Not safe for use by several threads.
 */
public final class RefusalGroups {
  /** Programs told apart for one cause, token and address. */
  public static final int MOST_PROGRAMS = 8;

  /** Addresses told apart for one cause and token. */
  public static final int MOST_ADDRESSES = 32;

  /** Groups with an address of their own. */
  public static final int MOST_ADDRESSED = 500;

  /** All groups, but for one more of each cause. */
  public static final int MOST = 1_000;

  private final Set<RefusalGroup> groups = new HashSet<>();
  private final Map<RefusalGroup, Integer> programs = new HashMap<>();
  private final Map<RefusalGroup, Integer> addresses = new HashMap<>();

  /** The group to count a request in: the wanted one, or one it is folded into; now there is. */
  public RefusalGroup place(RefusalGroup wanted) {
    if (groups.contains(wanted)) {
      return wanted;
    }
    RefusalGroup placed = fold(wanted);
    add(placed);
    return placed;
  }

  /** Takes a group for granted, one from the database say. */
  public void add(RefusalGroup group) {
    if (!groups.add(group)) {
      return;
    }
    RefusalGroup ofAddress = group.ofAnyProgram();
    if (programs.merge(ofAddress, 1, Integer::sum) == 1) {
      addresses.merge(group.ofAnyAddress(), 1, Integer::sum);
    }
  }

  private RefusalGroup fold(RefusalGroup wanted) {
    RefusalGroup ofAddress = wanted.ofAnyProgram();
    int programsThere = programs.getOrDefault(ofAddress, 0);
    boolean isAddressTaken =
        programsThere > 0
            || (groups.size() < MOST_ADDRESSED
                && addresses.getOrDefault(wanted.ofAnyAddress(), 0) < MOST_ADDRESSES);
    if (isAddressTaken) {
      if (groups.size() < MOST_ADDRESSED && programsThere < MOST_PROGRAMS) {
        return wanted;
      }
      if (groups.contains(ofAddress) || groups.size() < MOST) {
        return ofAddress;
      }
    }
    RefusalGroup ofToken = wanted.ofAnyAddress();
    return groups.contains(ofToken) || groups.size() < MOST ? ofToken : wanted.ofAnyToken();
  }
}
