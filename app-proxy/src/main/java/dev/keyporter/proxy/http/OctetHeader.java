package dev.keyporter.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keyporter.proxy.header.Grammar;
import dev.keyporter.proxy.header.HeaderLine;
import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A header of an answer whose values hold octets beyond ASCII, which Helidon would make question
 * marks of. Octets are chars, here as everywhere.
 */
record OctetHeader(Header header) implements Header {
  private static final byte[] SEPARATOR = {':', ' '};
  private static final byte[] END = {'\r', '\n'};

  /** The header, so that Helidon writes its values as they are. */
  static Header of(HeaderName name, List<HeaderLine> lines) {
    String[] values = lines.stream().map(HeaderLine::value).toArray(String[]::new);
    Header header = HeaderValues.create(name, values);
    return lines.stream().allMatch(line -> Grammar.isAscii(line.value()))
        ? header
        : new OctetHeader(header);
  }

  @Override
  public byte[] valueBytes() {
    return get().getBytes(ISO_8859_1);
  }

  @Override
  public void writeHttp1Header(BufferData buffer) {
    byte[] name = header.name().getBytes(ISO_8859_1);
    for (String value : allValues()) {
      buffer.write(name);
      buffer.write(SEPARATOR);
      buffer.write(value.getBytes(ISO_8859_1));
      buffer.write(END);
    }
  }

  @Override
  public String name() {
    return header.name();
  }

  @Override
  public HeaderName headerName() {
    return header.headerName();
  }

  @Override
  public List<String> allValues() {
    return header.allValues();
  }

  @Override
  public int valueCount() {
    return header.valueCount();
  }

  @Override
  public boolean sensitive() {
    return header.sensitive();
  }

  @Override
  public boolean changing() {
    return header.changing();
  }

  @Override
  public String get() {
    return header.get();
  }

  @Override
  public <N> Value<N> as(Class<N> type) {
    return header.as(type);
  }

  @Override
  public <N> Value<N> as(GenericType<N> type) {
    return header.as(type);
  }

  @Override
  public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
    return header.as(mapper);
  }

  @Override
  public Optional<String> asOptional() {
    return header.asOptional();
  }

  @Override
  public Value<Boolean> asBoolean() {
    return header.asBoolean();
  }

  @Override
  public Value<String> asString() {
    return header.asString();
  }

  @Override
  public Value<Integer> asInt() {
    return header.asInt();
  }

  @Override
  public Value<Long> asLong() {
    return header.asLong();
  }

  @Override
  public Value<Double> asDouble() {
    return header.asDouble();
  }
}
