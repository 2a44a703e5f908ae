package dev.keyporter.proxy.access;

import static dev.keyporter.proxy.access.AccessFixture.headers;
import static dev.keyporter.proxy.access.AccessFixture.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered, while nobody can tell whether it still holds. */
class UnconfirmedAccessTest {
  private static final String UNCONFIRMED = "503 access_unconfirmed";

  @TempDir Path directory;
  private AccessFixture fixture;

  @BeforeEach
  void open() {
    fixture = new AccessFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void nothingThatIsRememberedIsBelievedUntilChangesCanBeLookedUpAgain() throws Throwable {
    fixture.key(new KeyScope.Shared(), "sk-shared");
    Authenticator authenticator = fixture.authenticator();
    var verifier = new TokenVerifier(fixture.database, fixture.clock);
    var keys = new KeyResolver(fixture.database);
    String token = fixture.token(null).text();
    Caller caller = authenticator.authenticate(headers(token, "alice", null));
    List<Executable> remembered =
        List.of(
            () -> verifier.verify(headers(token, null, null).authorization()),
            () -> authenticator.authenticate(headers(token, "alice", null)),
            () -> authenticator.authenticate(headers(token, "seen for the first time", null)),
            () -> keys.ownKey(caller, ProviderKind.OPENAI));
    for (Executable use : remembered) {
      use.execute();
    }

    sql("alter table change_counter rename to elsewhere");
    AccessFixture.await(() -> !fixture.database.changes().isCurrent());
    for (Executable use : remembered) {
      assertEquals(UNCONFIRMED, refusal(use));
    }

    sql("alter table elsewhere rename to change_counter");
    AccessFixture.await(fixture.database.changes()::isCurrent);
    for (Executable use : remembered) {
      use.execute();
    }
  }

  /** Past everything the program does. */
  private void sql(String statement) throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("keyporter") + ";AUTO_SERVER=TRUE";
    String password = Files.readString(directory.resolve("database.password"));
    try (Connection connection = DriverManager.getConnection(url, "keyporter", password);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
