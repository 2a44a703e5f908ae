package dev.keyporter.db.pack;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The packs that this process adds to, one for each user. They are known in memory alone: a process
 * that starts begins new ones, and so does one that has too many or too large ones. For one thread,
 * the one that writes.
 */
public final class OpenPacks {
  /** Pieces and texts that are known at most, of about 80 bytes each. */
  private static final int MOST_KNOWN = 64 << 10;

  /** Whose pack it is; nobody's where the token is no user's. */
  record Owner(OrganizationId organization, @Nullable UserId user) {}

  private final Map<Owner, OpenPack> packs = new LinkedHashMap<>(16, 0.75f, true);

  @Nullable OpenPack find(Owner owner) {
    return packs.get(owner);
  }

  /** From now on this is its owner's. */
  void put(Owner owner, OpenPack pack) {
    packs.put(owner, pack);
    int known = packs.values().stream().mapToInt(OpenPack::size).sum();
    Iterator<OpenPack> longestUnused = packs.values().iterator();
    while (known > MOST_KNOWN && packs.size() > 1) {
      known -= longestUnused.next().size();
      longestUnused.remove();
    }
  }
}
