package dev.keyporter.proxy.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command has from outside.
 *
 * @param hiddenInput asks for a line that is not shown while it is typed; null where nobody sits
 *     before the program
 * @param zone for times that people read
 */
record Terminal(
    BufferedReader in,
    PrintWriter out,
    PrintWriter err,
    @Nullable Supplier<String> hiddenInput,
    Map<String, String> environment,
    Clock clock,
    ZoneId zone) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** The terminal the process was started from. */
  @SuppressWarnings("SystemConsoleNull") // Null without a terminal, from JDK 25 on again.
  static Terminal ofProcess() {
    Console console = System.console();
    // What is piped is for programs, whatever the locale of the shell says.
    Charset charset =
        console != null && console.isTerminal() ? System.out.charset() : StandardCharsets.UTF_8;
    return new Terminal(
        new BufferedReader(new InputStreamReader(new FileInputStream(FileDescriptor.in), charset)),
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, charset),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, charset),
        hiddenInput(console),
        System.getenv(),
        Clock.systemUTC(),
        ZoneId.systemDefault());
  }

  /** Asks for a line that is not shown; empty where nobody is there to ask. */
  Optional<String> hiddenLine(String question) {
    if (hiddenInput == null) {
      return Optional.empty();
    }
    err.print(question);
    err.flush();
    return Optional.of(hiddenInput.get());
  }

  private static @Nullable Supplier<String> hiddenInput(@Nullable Console console) {
    if (console == null || !console.isTerminal()) {
      return null;
    }
    return () -> {
      char[] typed = console.readPassword();
      return typed == null ? "" : new String(typed);
    };
  }

  /** How this program is called here; a checkout's script says how it was. */
  String command() {
    String typed = variable("KEYPORTER_COMMAND").orElse("keyporter");
    return typed.chars().allMatch(c -> c > ' ') ? typed : '"' + typed + '"';
  }

  /** An environment variable that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** A moment as people read it: local time, to the second. */
  String time(Instant moment) {
    return TIME.format(moment.atZone(zone));
  }

  /**
   * The input's only line. Where somebody types, the first one: its end is not waited for.
   *
   * @param option that asks for it
   * @param longest how many characters it may have
   * @throws Failure when there are more lines, or more characters; the message shows none of them
   */
  String readOnlyLine(String option, int longest) {
    if (hiddenInput != null) {
      return readLine();
    }
    // Enough to tell what is too long; a wrong file may have no end.
    var text = new char[longest + 1024];
    int length = 0;
    try {
      for (int read; length < text.length; length += read) {
        read = in.read(text, length, text.length - length);
        if (read < 0) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String all = withoutMark(new String(text, 0, length)).replaceFirst("[\\r\\n]+$", "");
    if (all.length() > longest) {
      throw Failure.usage(option + " got more than " + longest + " characters.");
    }
    if (all.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw Failure.usage(option + " got more than one line. Give it exactly one.");
    }
    return all;
  }

  /**
   * The next line of the input, without the byte order mark of Windows' pipes; empty at its end.
   */
  String readLine() {
    try {
      String line = in.readLine();
      if (line == null) {
        return "";
      }
      return withoutMark(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * Asks before something that cannot be undone.
   *
   * @param confirmed whether the command line already said so
   */
  void confirm(String question, boolean confirmed) {
    if (confirmed) {
      return;
    }
    if (hiddenInput == null) {
      throw new Failure("Nobody is there to confirm this. Add --yes to go ahead.");
    }
    err.print(question + " [y/N] ");
    err.flush();
    String answer = readLine().strip();
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw new Failure("Nothing was changed.");
    }
  }
}
