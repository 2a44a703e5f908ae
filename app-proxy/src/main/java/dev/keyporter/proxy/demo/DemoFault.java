package dev.keyporter.proxy.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that a prompt asks for, to see how a client and the record take it: {@code error:429} or
 * any other status from 400 to 599, {@code error:timeout} (no answer), {@code error:drop} (the
 * connection breaks halfway), {@code error:failed} (the answer's status says failed), {@code
 * error:event} (an error inside the stream).
 */
sealed interface DemoFault {
  Pattern ASKED = Pattern.compile("\\berror:(?:([45]\\d\\d)|(timeout|drop|failed|event))\\b");

  /** The error asked for, where there is one. */
  static Optional<DemoFault> in(String prompt) {
    Matcher asked = ASKED.matcher(prompt);
    if (!asked.find()) {
      return Optional.empty();
    }
    if (asked.group(1) != null) {
      return Optional.of(new Status(Integer.parseInt(asked.group(1))));
    }
    return Optional.of(
        switch (asked.group(2)) {
          case "timeout" -> new Silence();
          case "drop" -> new Drop();
          case "failed" -> new Failed();
          default -> new ErrorEvent();
        });
  }

  /** An error answer with this status. */
  record Status(int status) implements DemoFault {}

  /** No answer at all. */
  record Silence() implements DemoFault {}

  /** The connection breaks halfway. */
  record Drop() implements DemoFault {}

  /** The answer arrives and says that it failed. */
  record Failed() implements DemoFault {}

  /** An error inside a stream. */
  record ErrorEvent() implements DemoFault {}
}
