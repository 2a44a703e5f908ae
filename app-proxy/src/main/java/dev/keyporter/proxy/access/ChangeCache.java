package dev.keyporter.proxy.access;

import dev.keyporter.db.engine.Changes;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read from the database until something there changes, and gives out nothing while
 * nobody can tell whether something has. Holds a bounded number of entries: when full it starts
 * afresh.
 */
final class ChangeCache<K, V> {
  private final int capacity;
  private final Changes changes;
  // Replaced, never cleared: what was read before a change and arrives after it then lands in a
  // map that nobody looks at any more.
  private volatile ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();

  ChangeCache(int capacity, Changes changes) {
    this.capacity = capacity;
    this.changes = changes;
    changes.listen(this::drop);
  }

  /**
   * The kept value, or the loaded one, which is then kept; nothing is kept when loading throws.
   *
   * @throws ProxyException with {@link ProxyError.AccessUnconfirmed} where the database has not
   *     answered for so long that what is kept may be wrong
   */
  V get(K key, Function<K, V> load) {
    if (!changes.awaitCurrent()) {
      throw new ProxyException(new ProxyError.AccessUnconfirmed());
    }
    ConcurrentHashMap<K, V> current = entries;
    V kept = current.get(key);
    if (kept != null) {
      return kept;
    }
    V loaded = load.apply(key);
    if (current.mappingCount() >= capacity) {
      current.clear();
    }
    current.put(key, loaded);
    return loaded;
  }

  /** The kept value; null where there is none. */
  @Nullable V kept(K key) {
    return entries.get(key);
  }

  /** Forgets everything, also what is being loaded now. */
  private void drop() {
    entries = new ConcurrentHashMap<>();
  }
}
