package dev.keyporter.proxy.limit;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.limit.AccessLimits;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.proxy.access.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The limits in force, in memory: read again after every administrative change. Whoever asks has
 * had its token checked, so that nothing here is older than that may be.
 */
final class LimitTable {
  private final AccessLimits limits;

  // Replaced, never cleared: what was read before a change then lands where nobody looks any more.
  private volatile Loaded loaded = new Loaded(Map.of());

  private static final class Loaded {
    final Map<UUID, ScopedLimits> before;
    volatile @Nullable Map<UUID, ScopedLimits> now;

    Loaded(Map<UUID, ScopedLimits> before) {
      this.before = before;
    }
  }

  LimitTable(Database database) {
    this.limits = database.limits();
    database.changes().listen(() -> loaded = new Loaded(known(loaded)));
  }

  private static Map<UUID, ScopedLimits> known(Loaded loaded) {
    Map<UUID, ScopedLimits> now = loaded.now;
    return now == null ? loaded.before : now;
  }

  /**
   * Those that apply to a caller; none without a query, as a rule.
   *
   * @throws DatabaseException when they must be read and cannot be
   */
  List<ScopedLimits> of(Caller caller) {
    return select(current(), caller);
  }

  /** The same; where they cannot be read those of before. */
  List<ScopedLimits> lastOf(Caller caller) {
    try {
      return of(caller);
    } catch (DatabaseException _) {
      return select(known(loaded), caller);
    }
  }

  private Map<UUID, ScopedLimits> current() {
    Loaded current = loaded;
    Map<UUID, ScopedLimits> now = current.now;
    if (now == null) {
      var read = new HashMap<UUID, ScopedLimits>();
      limits.all().forEach(one -> read.put(one.scope().id(), one));
      current.now = read;
      return read;
    }
    return now;
  }

  private static List<ScopedLimits> select(Map<UUID, ScopedLimits> all, Caller caller) {
    if (all.isEmpty()) {
      return List.of();
    }
    var applying = new ArrayList<ScopedLimits>(3);
    add(applying, all.get(caller.organization().id().value()));
    add(applying, all.get(caller.user().id().value()));
    add(applying, all.get(caller.token().id().value()));
    return applying;
  }

  private static void add(List<ScopedLimits> applying, @Nullable ScopedLimits limits) {
    if (limits != null) {
      applying.add(limits);
    }
  }
}
