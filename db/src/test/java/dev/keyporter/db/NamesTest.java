package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RedactionRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every door through which a name comes, whoever stands before it. */
class NamesTest {
  @TempDir Path directory;
  private Database database;
  private Organization organization;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseSettings.of(directory), Clock.systemUTC());
    organization = database.organizations().create("Acme");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyDoorRefusesWhatIsNoName() {
    doors()
        .forEach(
            (door, give) -> {
              for (String wrong : new String[] {"", " ", "\u200B", "a\nb", "x".repeat(300)}) {
                assertThrows(IllegalArgumentException.class, () -> give.apply(wrong), door);
              }
            });
  }

  @Test
  void noDoorTakesAUserWhomTheHeaderCouldNotName() {
    doors()
        .forEach(
            (door, give) -> {
              if (door.contains("user")) {
                assertThrows(IllegalArgumentException.class, () -> give.apply("null"), door);
              } else {
                assertEquals("null", give.apply("null"), door);
              }
            });
  }

  @Test
  void everyDoorKeepsANameWithoutTheSpaceAroundIt() {
    doors().forEach((door, give) -> assertEquals(door, give.apply("  " + door + "\n"), door));
  }

  /** Each takes a name and gives what is stored. */
  private Map<String, Function<String, String>> doors() {
    Map<String, Function<String, String>> doors = new LinkedHashMap<>();
    doors.put("a new organization", name -> database.organizations().create(name).name());
    doors.put(
        "an organization",
        name -> {
          database.organizations().rename(organization.id(), name);
          return database.organizations().find(organization.id()).orElseThrow().name();
        });
    doors.put("a new user", name -> user(database.users().create(organization.id(), name)));
    doors.put(
        "a user seen first", name -> user(database.users().firstSight(organization.id(), name)));
    doors.put(
        "a renamed user",
        name -> {
          User user = database.users().create(organization.id(), UUID.randomUUID().toString());
          database.users().rename(user.id(), name);
          return user(user);
        });
    doors.put("a new key", name -> key(key(name)));
    doors.put(
        "a renamed key",
        name -> {
          ProviderKey key = key("key");
          database.providerKeys().rename(key.id(), name);
          return key(key);
        });
    doors.put(
        "a token",
        name -> {
          var token = database.accessTokens().create(organization.id(), null, name, Instant.now());
          return database.accessTokens().find(token.id()).orElseThrow().name();
        });
    doors.put(
        "a rule",
        name -> {
          var rule =
              new RedactionRule(
                  UUID.randomUUID(), organization.id(), name, "x", "y", Instant.now());
          database.redactionRules().create(rule);
          return database.redactionRules().list().getLast().name();
        });
    return doors;
  }

  private String user(User user) {
    return database.users().find(user.id()).orElseThrow().name();
  }

  private ProviderKey key(String name) {
    var wanted = NewProviderKey.openai(new KeyScope.Shared(), name);
    return database.providerKeys().create(organization.id(), wanted, new Secret("sk-1"));
  }

  private String key(ProviderKey key) {
    return database.providerKeys().find(key.id()).orElseThrow().name();
  }
}
