package dev.keyporter.proxy.protocol.openai;

import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import java.util.regex.Pattern;

/** Ids that OpenAI gives to what its answers make. */
public final class Ids {
  /** The longest that is known here, in characters. */
  public static final int MAX_CHARS = 255;

  private static final Pattern ID =
      Pattern.compile(
          "(?:file[-_]|batch_|conv_|vs_|vsfb_|ft[a-z]*[-_:]|video_|container[a-z]*[-_]|cntr_|cfile_"
              + "|chatcmpl-|resp_|upload_|asst_|thread_|run_|eval_|evalrun_|skill_)"
              + "[A-Za-z0-9._:-]+");

  /** What the ids begin with, so that most strings are passed over at their first letter. */
  private static final String FIRST = "fbcvruates";

  private Ids() {}

  /** Whether a text is such an id, and nothing else. */
  public static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_CHARS
        && FIRST.indexOf(text.charAt(0)) >= 0
        && ID.matcher(text).matches();
  }

  /** Whether an id may begin with this character. */
  static boolean mayBegin(int character) {
    return FIRST.indexOf(character) >= 0;
  }

  /** What later requests refer to by the id. */
  public static Reference reference(String id) {
    if (id.startsWith("conv_")) {
      return new Reference(Kind.CONVERSATION, id);
    }
    boolean isAnswer = id.startsWith("resp_") || id.startsWith("chatcmpl-");
    return new Reference(isAnswer ? Kind.RESPONSE : Kind.OBJECT, id);
  }
}
