package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsTest {
  @TempDir Path directory;
  private CommandFixture here;
  private CommandFixture elsewhere;
  private String file = "";

  @BeforeEach
  void prepare() {
    here = new CommandFixture(directory.resolve("here"));
    elsewhere = new CommandFixture(directory.resolve("elsewhere"));
    file = directory.resolve("all.kpbackup").toString();
    here.json("quickstart", "--org", "Acme", "--user", "alice");
  }

  @Test
  void restoresWhatWasThere() {
    JsonNode made = here.json("backup", file);
    assertEquals(file, made.get("file").asText());
    assertFalse(made.get("holds_master_key").asBoolean());
    assertEquals(1, made.at("/contents/tokens").asInt());

    here.json("org", "delete", "Acme", "--purge", "--yes");
    assertTrue(here.failure("restore", file, "--json").contains("--yes"));
    assertEquals(0, here.json("org", "list").size());

    JsonNode restored = here.json("restore", file, "--yes");
    assertTrue(restored.get("restored").asBoolean());
    assertTrue(Files.exists(Path.of(restored.get("kept").asText())));
    assertEquals("Acme", here.json("org", "list").get(0).get("name").asText());
    assertEquals(0, here.run("key", "test", "Demo provider").status());
  }

  @Test
  void showsWhatWouldBeReplacedAndChangesNothingWhenItOnlyChecks() {
    here.json("backup", file);
    here.json("user", "create", "--org", "Acme", "bob");
    CommandFixture.Result check = here.run("restore", "--check", file);
    assertEquals(0, check.status(), check.err());
    assertTrue(check.out().contains("users           2    1"), check.out());
    assertTrue(check.out().endsWith("The backup is whole and can be restored.\n"), check.out());
    JsonNode json = here.json("restore", "--check", file);
    assertEquals(2, json.at("/present/users").asInt());
    assertEquals(2, here.json("user", "list", "--org", "Acme").size());
  }

  @Test
  void asksBeforeItReplaces() {
    here.json("backup", file);
    here.json("user", "create", "--org", "Acme", "bob");
    here.hiddenInput = () -> "";
    here.input = "n\n";
    CommandFixture.Result no = here.run("restore", file);
    assertEquals(1, no.status());
    assertTrue(no.err().contains("Nothing was changed."), no.err());
    here.input = "y\n";
    CommandFixture.Result yes = here.run("restore", file);
    assertEquals(0, yes.status(), yes.err());
    assertTrue(yes.out().contains("What was there before is kept in "), yes.out());
    assertEquals(1, here.json("user", "list", "--org", "Acme").size());
  }

  @Test
  void saysThatItRestoredAlsoWhereNoBackupOfWhatThereWasCanBeWritten() throws IOException {
    here.json("backup", file);
    here.json("user", "create", "--org", "Acme", "bob");
    // The clock stands still, so the name is known.
    Path kept = directory.resolve("here/backups/before-restore-20261120T120000.000Z.mv.db");
    String part = kept.toString().replace(".mv.db", ".kpbackup.part");
    Files.createDirectories(Path.of(part, "in the way"));
    CommandFixture.Result restored = here.run("restore", "--yes", file);
    assertEquals(0, restored.status(), restored.err());
    assertTrue(restored.out().contains("Restored. No backup could be made"), restored.out());
    assertTrue(restored.out().contains(kept.toString()), restored.out());
    assertTrue(Files.exists(kept));
    assertEquals(1, here.json("user", "list", "--org", "Acme").size());
  }

  @Test
  void takesTheMasterKeyAlongWithAPassphraseThatIsNoArgument() {
    here.input = "correct horse battery\n";
    assertTrue(here.json("backup", "--passphrase-stdin", file).get("holds_master_key").asBoolean());

    assertTrue(elsewhere.failure("restore", file, "--yes").contains("--passphrase-stdin"));
    elsewhere.environment.put("KEYPORTER_BACKUP_PASSPHRASE", "another passphrase");
    assertTrue(elsewhere.failure("restore", file, "--yes").contains("another passphrase"));
    elsewhere.environment.put("KEYPORTER_BACKUP_PASSPHRASE", "correct horse battery");
    assertEquals(0, elsewhere.run("restore", file, "--yes").status());
    assertEquals(0, elsewhere.run("key", "test", "Demo provider").status());
  }

  @Test
  void saysWhatABackupWithoutThePassphraseNeeds() {
    CommandFixture.Result made = here.run("backup", file);
    assertTrue(made.out().contains("master.key"), made.out());
    assertTrue(elsewhere.failure("restore", file, "--yes").contains("master.key"));
  }

  @Test
  void asksForAPassphraseTwice() {
    var typed = new java.util.ArrayDeque<>(java.util.List.of("correct horse", "correct house"));
    here.hiddenInput = typed::remove;
    assertEquals(1, here.run("backup", "--passphrase", file).status());
    assertFalse(Files.exists(Path.of(file)));
    typed.addAll(java.util.List.of("correct horse", "correct horse"));
    assertEquals(0, here.run("backup", "--passphrase", file).status());
    typed.add("short");
    CommandFixture.Result refused = here.run("backup", "--passphrase", "--replace", file);
    assertTrue(refused.err().contains("at least 8 characters"), refused.err());
  }

  @Test
  void saysWhatToDoAboutAPathThatCannotBeOne() {
    // No letter that a system may not know is unknown to all of them; this one is.
    CommandFixture.Result refused = here.run("backup", "a\0b");
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains("cannot be a path here"), refused.err());
    assertTrue(refused.err().contains("LC_ALL=C.UTF-8"), refused.err());
  }

  @Test
  void namesTheFileAfterTheTimeInADirectoryAndReplacesNothingUnasked() throws IOException {
    here.json("backup", directory.toString());
    assertTrue(Files.exists(directory.resolve("keyporter-20261120-120000.kpbackup")));
    assertTrue(here.failure("backup", directory.toString()).contains("is there already"));
    here.json("backup", "--replace", directory.toString());
    Files.writeString(Path.of(file), "something else");
    assertTrue(here.failure("restore", file, "--yes").contains("is not a backup"));
  }
}
