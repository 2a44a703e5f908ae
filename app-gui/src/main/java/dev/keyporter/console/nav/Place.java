package dev.keyporter.console.nav;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Somewhere in the console that one can be sent to. */
public sealed interface Place {
  /** The screen it is on. */
  ScreenName screen();

  record Overview() implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.OVERVIEW;
    }
  }

  /**
   * The list of requests.
   *
   * @param filter in the syntax of the filter field; null leaves the one that stands there
   */
  record Requests(@Nullable String filter) implements Place {
    /**
     * Those that a filter finds.
     *
     * @param zone whose days and hours its text has
     */
    public static Requests of(RequestFilter filter, ZoneId zone) {
      return new Requests(filter.text(zone));
    }

    @Override
    public ScreenName screen() {
      return ScreenName.REQUESTS;
    }
  }

  /** One request in the inspector. */
  record Request(RequestId id) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.REQUESTS;
    }
  }

  record Ratings() implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.RATINGS;
    }
  }

  record Organizations(Choice<OrganizationId> choice) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.ORGANIZATIONS;
    }
  }

  record Users(Choice<UserId> choice) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.USERS;
    }
  }

  record Keys(Choice<ProviderKeyId> choice) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.KEYS;
    }
  }

  record Tokens(Choice<AccessTokenId> choice) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.TOKENS;
    }
  }

  /**
   * The log of administrative changes.
   *
   * @param search what is searched for; empty for all changes
   */
  record Changes(String search) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.CHANGES;
    }
  }

  /**
   * Refused requests.
   *
   * @param search what is searched for; null leaves what stands there
   */
  record Refused(@Nullable String search) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.REFUSED;
    }
  }

  /**
   * The playground.
   *
   * @param from a recorded request to start from; null leaves what stands there
   */
  record Playground(@Nullable RequestId from) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.PLAYGROUND;
    }
  }

  /**
   * How tools are connected.
   *
   * @param token to connect them with; null leaves the one that is chosen
   */
  record Connect(@Nullable AccessTokenId token) implements Place {
    @Override
    public ScreenName screen() {
      return ScreenName.CONNECT;
    }
  }

  /**
   * The settings.
   *
   * @param section the part to scroll to
   */
  record Settings(Section section) implements Place {
    /** The parts of the settings. */
    public enum Section {
      PROXY,
      DATABASE,
      BACKUP,
      RECORDING,
      PRICES,
      APPEARANCE
    }

    @Override
    public ScreenName screen() {
      return ScreenName.SETTINGS;
    }
  }

  /** Where the sidebar leads. */
  static Place of(ScreenName screen) {
    return switch (screen) {
      case OVERVIEW -> new Overview();
      case REQUESTS -> new Requests(null);
      case RATINGS -> new Ratings();
      case ORGANIZATIONS -> new Organizations(new Choice.AsIs<>());
      case USERS -> new Users(new Choice.AsIs<>());
      case KEYS -> new Keys(new Choice.AsIs<>());
      case TOKENS -> new Tokens(new Choice.AsIs<>());
      case PLAYGROUND -> new Playground(null);
      case CONNECT -> new Connect(null);
      case SETTINGS -> new Settings(Settings.Section.PROXY);
      case CHANGES -> new Changes("");
      case REFUSED -> new Refused(null);
    };
  }

  /** The form for a new thing on that screen; the screen itself where nothing is made there. */
  static Place newOn(ScreenName screen) {
    return switch (screen) {
      case ORGANIZATIONS -> new Organizations(new Choice.New<>());
      case USERS -> new Users(new Choice.New<>());
      case KEYS -> new Keys(new Choice.New<>());
      case TOKENS -> new Tokens(new Choice.New<>());
      case OVERVIEW, REQUESTS, RATINGS, PLAYGROUND, CONNECT, SETTINGS, CHANGES, REFUSED ->
          of(screen);
    };
  }
}
