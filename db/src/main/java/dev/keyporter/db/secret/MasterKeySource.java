package dev.keyporter.db.secret;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.model.access.Secret;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the master key is: in the environment, or in a file of the data directory. */
public final class MasterKeySource {
  private static final String FILE = "master.key";

  private final DataDirectory directory;
  private final @Nullable Secret given;
  private final BooleanSupplier databaseHoldsSecrets;

  /**
   * @param given the master key itself, from the environment; null where the file holds it
   * @param databaseHoldsSecrets whether something was encrypted before: then a missing file is a
   *     loss, and no new key is made in its place
   */
  public MasterKeySource(
      DataDirectory directory, @Nullable Secret given, BooleanSupplier databaseHoldsSecrets) {
    this.directory = directory;
    this.given = given;
    this.databaseHoldsSecrets = databaseHoldsSecrets;
  }

  MasterKey load() {
    if (given != null) {
      return MasterKey.parse(given.reveal());
    }
    if (directory.has(FILE)) {
      return MasterKey.parse(directory.read(FILE));
    }
    return directory.alone(this::loadOrCreate);
  }

  private MasterKey loadOrCreate() {
    if (directory.has(FILE)) {
      return MasterKey.parse(directory.read(FILE));
    }
    if (databaseHoldsSecrets.getAsBoolean()) {
      throw new UnsealException(
          "The master key is missing: put "
              + directory.resolve(FILE)
              + " back, or set KEYPORTER_MASTER_KEY to its content. Without it the stored provider"
              + " keys and tokens cannot be used.");
    }
    MasterKey created = MasterKey.generate();
    directory.write(FILE, created.text());
    return created;
  }

  /**
   * Puts a master key where there is none, although something was encrypted with a lost one.
   *
   * @return false, and nothing changes, where there is one
   */
  boolean adopt(Secret key) {
    if (given != null) {
      return false;
    }
    String text = MasterKey.parse(key.reveal()).text();
    return directory.alone(
        () -> {
          if (directory.has(FILE) || !databaseHoldsSecrets.getAsBoolean()) {
            return false;
          }
          directory.write(FILE, text);
          return true;
        });
  }

  MasterKey replace(UnaryOperator<MasterKey> change) {
    if (given != null) {
      throw new UnsealException(
          "The master key comes from KEYPORTER_MASTER_KEY, so it cannot be changed here.");
    }
    load();
    return directory.alone(
        () -> {
          MasterKey changed = change.apply(MasterKey.parse(directory.read(FILE)));
          directory.write(FILE, changed.text());
          return changed;
        });
  }
}
