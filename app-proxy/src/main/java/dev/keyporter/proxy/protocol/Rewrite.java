package dev.keyporter.proxy.protocol;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * What is changed of a request's body: every byte outside the edits stays as it came.
 *
 * @param edits in the order of their places, none over another
 * @param asksForUsage whether the usage of the stream is asked for by it, so that the client, who
 *     did not, must not see it
 */
public record Rewrite(List<Edit> edits, boolean asksForUsage) {
  /** The body goes up as it came. */
  public static final Rewrite NOTHING = new Rewrite(List.of(), false);

  /** Puts bytes in the place of those from {@code from} to before {@code to}. */
  @SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
  public record Edit(int from, int to, byte[] bytes) {
    public Edit {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("An edit ends before it begins.");
      }
    }
  }

  public Rewrite {
    edits = edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList();
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i).from() < edits.get(i - 1).to()) {
        throw new IllegalArgumentException("Two edits change the same bytes.");
      }
    }
  }

  /** Whether nothing is changed. */
  public boolean isNothing() {
    return edits.isEmpty();
  }

  /** The changed body; the array itself where nothing is changed. */
  public byte[] apply(byte[] body) {
    if (isNothing()) {
      return body;
    }
    int length = body.length;
    for (Edit edit : edits) {
      length += edit.bytes().length - (edit.to() - edit.from());
    }
    var changed = ByteBuffer.allocate(length);
    int at = 0;
    for (Edit edit : edits) {
      changed.put(body, at, edit.from() - at).put(edit.bytes());
      at = edit.to();
    }
    return changed.put(body, at, body.length - at).array();
  }
}
