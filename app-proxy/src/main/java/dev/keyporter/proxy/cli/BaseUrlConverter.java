package dev.keyporter.proxy.cli;

import dev.keyporter.db.access.NewProviderKey;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a provider's base URL. */
final class BaseUrlConverter implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      return NewProviderKey.baseUrl(text);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(String.valueOf(wrong.getMessage()));
    }
  }
}
