package dev.keyporter.db.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which programs write a text into JSON. All write what stands for a line, a tab, a
 * quote and the like alike, and other control characters as four hexadecimal digits in lower case;
 * they differ in what else they escape.
 */
enum Escaping {
  /** Nothing, as JavaScript, Rust and most others do. */
  PLAIN(1),
  /** All but printable ASCII, as Python does unless told otherwise. */
  ASCII(2),
  /**
   * {@code <}, {@code >}, {@code &} and two separators of lines, as Go does unless told otherwise.
   */
  HTML(3);

  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';
  private static final String HEX = "0123456789abcdef";

  /** What a stored list of pieces calls it: must not change. */
  final int code;

  Escaping(int code) {
    this.code = code;
  }

  /** The one of that code. */
  static Escaping of(int code) {
    return switch (code) {
      case 1 -> PLAIN;
      case 2 -> ASCII;
      case 3 -> HTML;
      default -> throw new IllegalArgumentException("No escaping has the code " + code + ".");
    };
  }

  /** The text as it stands between the quotes. */
  byte[] escape(String text) {
    var out = new ByteArrayOutputStream(text.length() + 16);
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !isEscaped(c)) {
        continue;
      }
      out.writeBytes(text.substring(plain, i).getBytes(UTF_8));
      plain = i + 1;
      int letter = "\b\t\n\f\r\"\\".indexOf(c);
      out.write('\\');
      if (letter >= 0) {
        out.write("btnfr\"\\".charAt(letter));
      } else {
        out.write('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.write(HEX.charAt(c >>> shift & 0xf));
        }
      }
    }
    out.writeBytes(text.substring(plain).getBytes(UTF_8));
    return out.toByteArray();
  }

  private boolean isEscaped(char c) {
    return switch (this) {
      case PLAIN -> false;
      case ASCII -> c > '~';
      case HTML ->
          c == '<' || c == '>' || c == '&' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    };
  }

  /** What the bytes between two quotes say; null where that is no text. */
  static @Nullable String unescape(byte[] json, int from, int to) {
    var raw = new String(json, from, to - from, UTF_8);
    int escape = raw.indexOf('\\');
    if (escape < 0) {
      return raw;
    }
    var text = new StringBuilder(raw.length());
    int plain = 0;
    while (escape >= 0) {
      text.append(raw, plain, escape);
      if (escape + 1 >= raw.length()) {
        return null;
      }
      char letter = raw.charAt(escape + 1);
      plain = escape + 2;
      if (letter == 'u') {
        int value = hex(raw, plain);
        if (value < 0) {
          return null;
        }
        text.append((char) value);
        plain += 4;
      } else {
        int at = "btnfr\"\\/".indexOf(letter);
        if (at < 0) {
          return null;
        }
        text.append("\b\t\n\f\r\"\\/".charAt(at));
      }
      escape = raw.indexOf('\\', plain);
    }
    return text.append(raw, plain, raw.length()).toString();
  }

  private static int hex(String raw, int at) {
    if (at + 4 > raw.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(raw.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
