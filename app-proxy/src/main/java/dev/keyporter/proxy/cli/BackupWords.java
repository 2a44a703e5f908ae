package dev.keyporter.proxy.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.db.backup.BackupSummary;
import dev.keyporter.db.backup.Backups;
import dev.keyporter.db.backup.Contents;
import dev.keyporter.proxy.export.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/** What commands say about backups. */
final class BackupWords {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'keyporter-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private BackupWords() {}

  static String fileName(Instant now) {
    return NAME.format(now) + Backups.ENDING;
  }

  static String size(long bytes) {
    return bytes < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  static String counts(Contents contents) {
    return new StringJoiner(", ")
        .add(count(contents.organizations(), "organization"))
        .add(count(contents.users(), "user"))
        .add(count(contents.keys(), "key"))
        .add(count(contents.tokens(), "token"))
        .add(count(contents.requests(), "request"))
        .add(count(contents.ratings(), "rating"))
        .toString();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static ObjectNode json(BackupSummary summary) {
    return Json.object()
        .put("file", summary.file().toString())
        .put("bytes", summary.bytes())
        .put("created_at", summary.createdAt().toString())
        .put("program", summary.program())
        .put("holds_master_key", summary.holdsMasterKey())
        .set("contents", json(summary.contents()));
  }

  static ObjectNode json(Contents contents) {
    Instant newest = contents.newest();
    return Json.object()
        .put("organizations", contents.organizations())
        .put("users", contents.users())
        .put("keys", contents.keys())
        .put("tokens", contents.tokens())
        .put("requests", contents.requests())
        .put("ratings", contents.ratings())
        .put("newest_request_at", newest == null ? null : newest.toString());
  }
}
