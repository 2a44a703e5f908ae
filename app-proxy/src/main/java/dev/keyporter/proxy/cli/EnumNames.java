package dev.keyporter.proxy.cli;

import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.traffic.RequestStatus;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** The values of a choice as people write them, for a shell to offer. */
abstract class EnumNames implements Iterable<String> {
  private final Enum<?>[] values;

  private EnumNames(Enum<?>... values) {
    this.values = values;
  }

  @Override
  public final Iterator<String> iterator() {
    return Arrays.stream(values).map(EnumNames::lowerCase).iterator();
  }

  static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static final class OfRecording extends EnumNames {
    OfRecording() {
      super(Recording.values());
    }
  }

  static final class OfPaths extends EnumNames {
    OfPaths() {
      super(Paths.values());
    }
  }

  static final class OfPrices extends EnumNames {
    OfPrices() {
      super(PricesChoice.values());
    }
  }

  static final class OfProviders extends EnumNames {
    OfProviders() {
      super(ProviderKind.values());
    }
  }

  static final class OfUnpriced extends EnumNames {
    OfUnpriced() {
      super(Unpriced.values());
    }
  }

  static final class OfRequestStatus extends EnumNames {
    OfRequestStatus() {
      super(RequestStatus.values());
    }
  }

  static final class OfSwitch extends EnumNames {
    OfSwitch() {
      super(OrganizationCommands.Switch.values());
    }
  }

  static final class OfShell extends EnumNames {
    OfShell() {
      super(CompletionCommand.Shell.values());
    }
  }
}
