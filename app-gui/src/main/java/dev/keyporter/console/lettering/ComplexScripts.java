package dev.keyporter.console.lettering;

import com.sun.javafx.text.GlyphLayout;
import com.sun.javafx.text.GlyphLayoutManager;
import java.lang.reflect.Field;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Mends how JavaFX breaks lines of Arabic, Hebrew, Hindi, Thai and other complex scripts on Linux
 * (docs/decisions/0052). Its shaper remembers the bytes of a run of text, and forgets that breaking
 * a line makes the run shorter: it shapes the whole of it anew, and for text that runs from right
 * to left, finds characters at negative places, which ends in an {@link
 * ArrayIndexOutOfBoundsException} at every frame.
 */
public final class ComplexScripts {
  private static final Logger LOG = Logger.getLogger(ComplexScripts.class.getName());
  private static final String MEMORY = "runUtf8";

  private static @Nullable GlyphLayout mended;

  private ComplexScripts() {}

  /** Mends it, where it is JavaFX's shaper for Linux. On JavaFX's thread, before any text. */
  public static void mend() {
    if (mended != null) {
      return;
    }
    GlyphLayout shaper = GlyphLayoutManager.getInstance();
    try {
      Field memory = shaper.getClass().getDeclaredField(MEMORY);
      memory.setAccessible(true);
      memory.set(shaper, new Unremembering());
      mended = shaper;
    } catch (NoSuchFieldException _) {
      // Another system's shaper, which has no such memory.
    } catch (IllegalAccessException | RuntimeException e) {
      LOG.log(Level.WARNING, "Wrapped lines of some scripts may be shown as plain letters.", e);
    } finally {
      shaper.dispose();
    }
  }

  /**
   * After a text could not be laid out: JavaFX would not take the mended shaper again by itself.
   */
  static void handBack() {
    if (mended != null) {
      mended.dispose();
    }
  }

  /** Knows all that was put into it, so that it can be freed, but never gives it out again. */
  private static final class Unremembering extends AbstractMap<Object, Object> {
    private final List<Object> all = new ArrayList<>();

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return null;
    }

    @Override
    public @Nullable Object put(Object key, Object value) {
      all.add(value);
      return null;
    }

    @Override
    public Collection<Object> values() {
      return all;
    }

    @Override
    public void clear() {
      all.clear();
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      throw new UnsupportedOperationException("Only what was put in is known, not for what.");
    }
  }
}
