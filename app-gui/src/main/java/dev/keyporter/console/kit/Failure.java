package dev.keyporter.console.kit;

import dev.keyporter.db.backup.BackupException;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.secret.UnsealException;

/**
 * A failure as people are told of it.
 *
 * @param what happened, one sentence
 * @param next what to do about it, one sentence
 */
public record Failure(String what, String next) {
  private static final Texts TEXTS = Texts.of(Failure.class);

  /** The one place where exceptions become sentences. */
  public static Failure of(Exception exception) {
    return switch (exception) {
      case DatabaseException database -> database(database);
      case BackupException backup -> backup(backup);
      case UnsealException unseal ->
          new Failure(message(unseal), TEXTS.text("failure.unseal.next"));
      // Messages of these are written for people.
      case IllegalArgumentException wrong ->
          new Failure(message(wrong), TEXTS.text("failure.input.next"));
      default ->
          new Failure(
              TEXTS.text("failure.unexpected", exception.getClass().getSimpleName()),
              TEXTS.text("failure.unexpected.next"));
    };
  }

  private static Failure database(DatabaseException exception) {
    String next =
        switch (exception.kind()) {
          case UNREACHABLE -> "failure.unreachable.next";
          case NOT_WRITABLE -> "failure.notWritable.next";
          case FULL -> "failure.full.next";
          case WRONG_PASSWORD, BAD_SETTINGS -> "failure.settings.next";
          case NEWER_THAN_PROGRAM -> "failure.newer.next";
          case BUSY -> "failure.busy.next";
          case CONFLICT -> "failure.conflict.next";
          case OTHER -> "failure.unexpected.next";
        };
    return new Failure(message(exception), TEXTS.text(next));
  }

  private static Failure backup(BackupException exception) {
    String name =
        switch (exception.kind()) {
          case EXISTS -> "failure.backup.exists";
          case NOT_WRITABLE -> "failure.backup.notWritable";
          case FULL -> "failure.backup.full";
          case NOT_READABLE -> "failure.backup.notReadable";
          case NO_BACKUP -> "failure.backup.none";
          case DAMAGED -> "failure.backup.damaged";
          case NEWER -> "failure.backup.newer";
          case PASSPHRASE_NEEDED -> "failure.backup.passphraseNeeded";
          case WRONG_PASSPHRASE -> "failure.backup.wrongPassphrase";
          case OTHER_MASTER_KEY -> "failure.backup.otherMasterKey";
          case CANCELLED -> "failure.backup.cancelled";
        };
    return new Failure(TEXTS.text(name), TEXTS.text(name + ".next"));
  }

  private static String message(Exception exception) {
    return String.valueOf(exception.getMessage());
  }
}
